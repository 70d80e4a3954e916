/**
 * Documenso 2.17.0 measured on the same kind of machine (2 cores, 24 GB, Debian 12) on 22 November 2026: production build,
 * PostgreSQL 18, database storage, self-signed RSA-2048 P12. Medians; the aim is a quarter of its times or four times its rates.
 */
export const documenso = {
  lastSignatureToCompletedMs: 293,
  sealsPerS: 4.61,
  peakMemoryMb: 881,
  bulkMsPerRow: 110,
  bulk100AllMailsMs: 11_030,
  listRequestsPerS: 70.7,
  list50PerSP50Ms: 53,
  list50PerSP99Ms: 177,
  signerPage: { javascriptKb: 1147, requests: 194, pageOneMs: 13_556, tapsForFiveFields: 13 },
} as const;
