import { fromLatin1 } from '../runtime/bytes.js';

/** DER values of all blocks of one kind in a PEM text (RFC 7468), in their order. Throws when the base64 is none. */
export function readPemBlocks(pem: string, label: 'CERTIFICATE' | 'X509 CRL'): Uint8Array[] {
  const pattern = new RegExp(`-----BEGIN ${label}-----([^-]+)-----END ${label}-----`, 'g');
  return [...pem.matchAll(pattern)].map(([, body = '']) =>
    fromLatin1(globalThis.atob(body.replace(/\s/g, ''))),
  );
}
