import type { ParsedCms } from '../cms/parse-signed-data.js';
import { type ParsedCertificate, parseCertificate } from '../x509/certificate.js';
import { checkRevocation } from '../x509/check-revocation.js';
import type { PathPurpose } from '../x509/path-result.js';
import { validatePath } from '../x509/validate-path.js';
import type { ValidationData } from '../x509/validation-data.js';
import type { JudgedDocumentTimestamp } from './document-timestamps.js';
import { anchorsIn, type FileContext } from './file-context.js';
import type { JudgedToken } from './judge-token.js';
import { coveringTimestamps } from './proven-time.js';
import type { ReadSignature } from './read-signature.js';
import type { BaselineLevel } from './report.js';

/** A sound token that states a time for the signature, whoever trusts its authority. */
interface Stamp {
  readonly time: Date;
  readonly certificateDer: Uint8Array;
  readonly signedEnd: number;
}

/**
 * The level a baseline signature reaches by what the file carries (EN 319 142-1 § 6.3). It says how long the
 * signature can be checked, not whether anybody should trust it: chains may end at any root here. `tokens` are the
 * timestamps of the signature itself.
 */
export async function findLevel(
  read: ReadSignature,
  cms: ParsedCms,
  tokens: readonly JudgedToken[],
  documentTimestamps: readonly JudgedDocumentTimestamp[],
  context: FileContext,
): Promise<BaselineLevel> {
  const anchors = anchorsIn(context.data.certificatesDer, context.roots);
  const signer = parseCertificate(cms.signerCertificateDer);
  const covering = coveringTimestamps(documentTimestamps, read.signedEnd).filter(
    ({ signature }) => !signature.format?.misnamed,
  );
  const own = tokens.flatMap((token) => toStamp(token, 0));
  const later = covering.flatMap(({ signature, token }) => toStamp(token, signature.signedEnd));
  const inTime = ({ time }: Stamp): boolean => time >= signer.notBefore && time <= signer.notAfter;
  const [stamp] = [...own, ...later].filter(inTime);
  if (!stamp) return 'B-B';
  const questions = [
    { certificateDer: cms.signerCertificateDer, purpose: 'document-signing', at: stamp.time } as const,
    ...(own.length > 0 ? own : [stamp]).map(
      ({ certificateDer, time }) => ({ certificateDer, purpose: 'timestamping', at: time }) as const,
    ),
  ];
  const isComplete = (end: number): Promise<boolean> =>
    hasEvidence(questions, context.stores.at(end), anchors, context.data.certificatesDer);
  // The newest first: it covers the most, and is enough.
  for (const { signedEnd } of later.toReversed()) if (await isComplete(signedEnd)) return 'B-LTA';
  return (await isComplete(context.reader.bytes.length)) ? 'B-LT' : 'B-T';
}

interface EvidenceQuestion {
  readonly certificateDer: Uint8Array;
  readonly purpose: PathPurpose;
  readonly at: Date;
}

/** Whether `store` settles the state of every certificate on the path of each question. */
async function hasEvidence(
  questions: readonly EvidenceQuestion[],
  store: ValidationData,
  anchors: readonly ParsedCertificate[],
  certificatesDer: readonly Uint8Array[],
): Promise<boolean> {
  for (const { certificateDer, purpose, at } of questions) {
    const path = await validatePath(certificateDer, certificatesDer, anchors, at, purpose);
    if (path.state !== 'trusted') return false;
    const { certificates } = await checkRevocation(path.path, store, at);
    if (certificates.some(({ status }) => status.state === 'unknown')) return false;
  }
  return true;
}

/**
 * B-T asks for a sound token only; whether its chain is complete is asked from B-LT on, at the token's own time. So one
 * whose certificate has ended since counts, and one by an authority nobody here knows.
 */
function toStamp(token: JudgedToken, signedEnd: number): Stamp[] {
  const { verdict, integrity, certificate, time, signerCertificateDer } = token;
  const sound =
    verdict === 'proof' || (verdict === 'no-proof' && integrity === 'intact' && certificate !== 'trusted');
  if (!sound || !time || !signerCertificateDer) return [];
  return [{ time, certificateDer: signerCertificateDer, signedEnd }];
}
