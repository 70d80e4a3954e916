import { digest } from '#runtime';
import { rawBytes } from '../asn1/asn1-reader.js';
import { ATTRIBUTE_OID } from '../asn1/object-identifiers.js';
import type { ParsedCms } from '../cms/parse-signed-data.js';
import type { ParsedCertificate } from '../x509/certificate.js';
import type { ValidationData } from '../x509/validation-data.js';
import { type JudgedToken, judgeToken } from './judge-token.js';
import type { Checklist } from './report.js';

/** More than this nobody collects for one signature; each costs work. */
const MAX_TOKENS = 8;

/** The signature-time-stamp attributes (RFC 3161 appendix A): tokens over the signature value. */
export function readSignatureTimestamps(cms: ParsedCms): Uint8Array[] {
  return (cms.unsignedAttributes.get(ATTRIBUTE_OID.signatureTimestamp) ?? [])
    .slice(0, MAX_TOKENS)
    .map(rawBytes);
}

/**
 * Judges each one. Anybody can add such an attribute, so one by an unknown authority counts for nothing; one that is
 * made for something else is somebody's attempt to backdate.
 */
export async function judgeSignatureTimestamps(
  cms: ParsedCms,
  trust: {
    readonly roots: readonly ParsedCertificate[];
    readonly data: ValidationData;
    readonly at: Date | null;
  },
  list: Checklist,
): Promise<JudgedToken[]> {
  const judged: JudgedToken[] = [];
  for (const der of readSignatureTimestamps(cms)) {
    const token = await judgeToken(der, (algorithm) => digest(algorithm, [cms.signature]), trust);
    judged.push(token);
    list.expect(
      'timestamp',
      token.verdict !== 'wrong',
      'The timestamp was made over this signature.',
      token.detail,
    );
    if (token.verdict === 'no-proof') list.warn('timestamp-authority', token.detail);
  }
  return judged;
}
