import { digest } from '#runtime';
import type { ParsedCms } from '../cms/parse-signed-data.js';
import { type ParsedCertificate, parseCertificate } from '../x509/certificate.js';
import { checkRevocation } from '../x509/check-revocation.js';
import type { PathPurpose } from '../x509/path-result.js';
import { validatePath } from '../x509/validate-path.js';
import type { ValidationData } from '../x509/validation-data.js';
import type { JudgedDocumentTimestamp } from './document-timestamps.js';
import { anchorsIn, type FileContext } from './file-context.js';
import { type JudgedToken, judgeToken } from './judge-token.js';
import { coveringTimestamps } from './proven-time.js';
import type { ReadSignature } from './read-signature.js';
import type { BaselineLevel } from './report.js';
import { readSignatureTimestamps } from './signature-timestamps.js';

/** A sound token that states a time for the signature, whoever trusts its authority. */
interface Stamp {
  readonly time: Date;
  readonly certificateDer: Uint8Array;
  readonly signedEnd: number;
}

/**
 * The level a baseline signature reaches by what the file carries (EN 319 142-1 § 6.3). It says how long the
 * signature can be checked, not whether anybody should trust it: chains may end at any root here.
 */
export async function findLevel(
  read: ReadSignature,
  cms: ParsedCms,
  documentTimestamps: readonly JudgedDocumentTimestamp[],
  context: FileContext,
): Promise<BaselineLevel> {
  const anchors = anchorsIn(context.data.certificatesDer, context.roots);
  const signer = parseCertificate(cms.signerCertificateDer);
  const covering = coveringTimestamps(documentTimestamps, read.signedEnd);
  const own = await ownStamps(cms, anchors, context);
  const later = await documentStamps(covering, anchors, context);
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
  if (!(await isComplete(context.reader.bytes.length))) return 'B-T';
  for (const { signedEnd } of later) if (await isComplete(signedEnd)) return 'B-LTA';
  return 'B-LT';
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

async function ownStamps(
  cms: ParsedCms,
  anchors: readonly ParsedCertificate[],
  context: FileContext,
): Promise<Stamp[]> {
  const stamps: Stamp[] = [];
  for (const der of readSignatureTimestamps(cms)) {
    const trust = { roots: anchors, data: context.data, at: null };
    const token = await judgeToken(der, (algorithm) => digest(algorithm, [cms.signature]), trust);
    stamps.push(...toStamp(token, 0));
  }
  return stamps;
}

async function documentStamps(
  covering: readonly JudgedDocumentTimestamp[],
  anchors: readonly ParsedCertificate[],
  context: FileContext,
): Promise<Stamp[]> {
  const stamps: Stamp[] = [];
  for (const { signature } of covering) {
    const { signed, tokenDer, signedEnd } = signature;
    if (!signed || !tokenDer) continue;
    const trust = { roots: anchors, data: context.data, at: null };
    const imprintOf = (algorithm: Parameters<typeof context.digests.of>[1]) =>
      context.digests.of(signed.byteRange, algorithm);
    stamps.push(...toStamp(await judgeToken(tokenDer, imprintOf, trust), signedEnd));
  }
  return stamps;
}

/** B-T asks for a sound token only; whether its chain is complete is asked from B-LT on. */
function toStamp(token: JudgedToken, signedEnd: number): Stamp[] {
  const { verdict, integrity, certificate, time, signerCertificateDer } = token;
  const sound = verdict === 'proof' || (integrity === 'intact' && certificate === 'untrusted');
  if (!sound || !time || !signerCertificateDer) return [];
  return [{ time, certificateDer: signerCertificateDer, signedEnd }];
}
