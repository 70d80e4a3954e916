import type { ParsedCms } from '../cms/parse-signed-data.js';
import { parseToken } from '../timestamp/parse-token.js';
import { readSignatureTimestamps } from './signature-timestamps.js';

/** Certificates that travel in the timestamps of one signature, or in the document timestamp `tokenDer`. */
export function readTokenCertificates(cms: ParsedCms | null, tokenDer: Uint8Array | null): Uint8Array[] {
  const tokens = [...(tokenDer ? [tokenDer] : []), ...(cms ? readSignatureTimestamps(cms) : [])];
  return tokens.flatMap((der) => {
    try {
      return [...parseToken(der).certificatesDer];
    } catch {
      // Whoever judges the token says so.
      return [];
    }
  });
}
