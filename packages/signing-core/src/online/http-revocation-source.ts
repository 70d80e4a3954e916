import { SigningError } from '../errors.js';
import { parseCertificate } from '../x509/certificate.js';
import { encodeOcspRequest } from '../x509/ocsp-request.js';
import { parseOcspResponse } from '../x509/parse-ocsp.js';
import { readRevocationAddresses } from '../x509/revocation-addresses.js';
import type { RevocationSource } from '../x509/revocation-source.js';
import { guardedFetch } from './guarded-fetch.js';
import type { OutboundPolicy } from './outbound-url.js';

export interface HttpRevocationOptions extends OutboundPolicy {
  readonly timeLimitMs?: number;
  /** Lists of large authorities have some megabytes; 10 MiB when absent. */
  readonly maxCrlBytes?: number;
}

const DEFAULT_MAX_CRL_BYTES = 10 * 1024 * 1024;
const MAX_OCSP_BYTES = 64 * 1024;
const MAX_ADDRESSES = 4;

/**
 * Asks the OCSP responders and fetches the lists that a certificate names: for chains of our own keys and the timestamp
 * authorities an operator chose, not for whatever stands in an uploaded file. An OCSP answer makes a list unnecessary.
 * `find` throws `outbound-request-failed` or `outbound-url-refused` when every named address failed.
 */
export function httpRevocationSource(options: HttpRevocationOptions = {}): RevocationSource {
  return {
    find: async ({ certificateDer, issuerDer }) => {
      const certificate = parseCertificate(certificateDer);
      const { ocspUrls, crlUrls } = readRevocationAddresses(certificate);
      const request = await encodeOcspRequest(certificate, parseCertificate(issuerDer));
      const failures: SigningError[] = [];
      const answer = await firstOf(ocspUrls, failures, (url) =>
        askResponder(url, { request, serialNumberHex: certificate.serialNumberHex }, options),
      );
      if (answer) return { crlsDer: [], ocspResponsesDer: [answer] };
      const crl = await firstOf(crlUrls, failures, (url) => fetchList(url, options));
      if (crl) return { crlsDer: [crl], ocspResponsesDer: [] };
      if (failures[0]) throw failures[0];
      return { crlsDer: [], ocspResponsesDer: [] };
    },
  };
}

async function firstOf(
  urls: readonly string[],
  failures: SigningError[],
  ask: (url: string) => Promise<Uint8Array>,
): Promise<Uint8Array | null> {
  for (const url of urls.slice(0, MAX_ADDRESSES)) {
    try {
      return await ask(url);
    } catch (error) {
      if (!(error instanceof SigningError)) throw error;
      failures.push(error);
    }
  }
  return null;
}

async function askResponder(
  url: string,
  { request, serialNumberHex }: { readonly request: Uint8Array; readonly serialNumberHex: string },
  options: HttpRevocationOptions,
): Promise<Uint8Array> {
  const { body } = await guardedFetch(url, {
    ...limits(options),
    method: 'POST',
    headers: { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' },
    body: request,
    maxBytes: MAX_OCSP_BYTES,
    contentTypes: ['application/ocsp-response'],
  });
  if (!isAbout(body, serialNumberHex)) {
    const message = `${new URL(url).host} does not say anything about the certificate.`;
    throw new SigningError('outbound-request-failed', message);
  }
  return body;
}

/** "Try later" and "unknown" arrive as successful replies; then the list is worth fetching. */
function isAbout(answerDer: Uint8Array, serialNumberHex: string): boolean {
  try {
    return parseOcspResponse(answerDer).responses.some(
      ({ id, state }) => id.serialNumberHex === serialNumberHex && state !== 'unknown',
    );
  } catch {
    return false;
  }
}

async function fetchList(url: string, options: HttpRevocationOptions): Promise<Uint8Array> {
  const maxBytes = options.maxCrlBytes ?? DEFAULT_MAX_CRL_BYTES;
  // Authorities serve lists under any media type; what they are is judged by their signature.
  const { body } = await guardedFetch(url, { ...limits(options), maxBytes, maxRedirects: 2 });
  return body;
}

const limits = ({ timeLimitMs, allowHosts = [] }: HttpRevocationOptions) => ({
  allowHosts,
  ...(timeLimitMs ? { timeLimitMs } : {}),
});
