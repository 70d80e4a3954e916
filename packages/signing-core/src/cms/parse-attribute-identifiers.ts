/** Attributes that are read but never written (RFC 5035, EN 319 122-1, PDF 32000 § 12.8.3.3.2). */
export const ATTRIBUTE_OID = {
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signaturePolicyIdentifier: '1.2.840.113549.1.9.16.2.15',
  commitmentTypeIndication: '1.2.840.113549.1.9.16.2.16',
  /** Revocation data of the older format, signed with the document. */
  adobeRevocationInfo: '1.2.840.113583.1.1.8',
  cmsAlgorithmProtection: '1.2.840.113549.1.9.52',
} as const;
