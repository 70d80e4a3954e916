import { CheckList } from './check-list.js';
import { checkCheckpointTime } from './checks/check-checkpoint-time.js';
import { checkDocuments } from './checks/check-documents.js';
import { checkHistory } from './checks/check-history.js';
import { checkLog } from './checks/check-log.js';
import { checkRecord } from './checks/check-record.js';
import { checkExactBytes, checkSeal } from './checks/check-seal.js';
import { checkTrust } from './checks/check-trust.js';
import type { EvidenceInput, NamedFile } from './evidence-input.js';
import { checkGroups, type EvidenceReport, type EvidenceStory, type ToldSeal } from './evidence-report.js';
import { type CertificateFile, openCertificate } from './files/certificate-file.js';
import { caveatsOf, summarise } from './story/summarise.js';
import { tellStory } from './story/tell-story.js';

/**
 * Checks an audit certificate and what belongs to it, offline and trusting nobody who is not named in the input. What is
 * wrong with the evidence is in the report; it throws only for what the reader gave to hold it against: SigningError
 * `trust-root-invalid`, LogError `note-key-invalid`.
 */
export async function verifyEvidence(input: EvidenceInput): Promise<EvidenceReport> {
  const list = new CheckList();
  const step = async (words: string) => await input.onStep?.(words);
  const trust = { trustedRootsPem: input.trustedRootsPem ?? [], at: input.now };
  await step('Reading the certificate');
  const file = await openCertificate(input.certificate, trust);
  await checkSeal(file, list);
  await step('Checking the record');
  const record = checkRecord(file, list);
  if (record && !list.hasFailed('seal')) {
    const chainPem = record.json.sealKey?.certificateChainPem ?? '';
    await checkExactBytes(file, chainPem, trust.trustedRootsPem, list);
  }
  let story: EvidenceStory | null = null;
  if (record) {
    await step('Checking the documents');
    const given = await checkDocuments(nameFiles(input.documents ?? []), record, trust, list);
    await step('Checking the transparency log');
    const log = await checkLog(file, record, input, list);
    if (log) {
      await checkCheckpointTime(file, log, trust, list);
      await checkHistory(log, input, list);
    }
    if (!list.hasFailed('record') && !list.hasFailed('seal')) story = tellStory(record, given);
  }
  await step('Asking whose seal it is');
  // Of a changed file it does not matter whose seal it has.
  if (!list.hasFailed('seal')) checkTrust(file, record?.json ?? null, trust.trustedRootsPem.length > 0, list);
  return {
    verdict: list.verdict,
    summary: summarise(list, story),
    caveats: caveatsOf(list),
    checks: checkGroups.flatMap((group) => list.checks.filter((check) => check.group === group)),
    seal: tellSeal(file),
    story,
  };
}

function nameFiles(files: readonly (Uint8Array | NamedFile)[]): NamedFile[] {
  return files.map((file, index) =>
    file instanceof Uint8Array ? { name: `Document ${index + 1}`, bytes: file } : file,
  );
}

function tellSeal({ verification, seal }: CertificateFile): ToldSeal | null {
  const own = verification.signatures.find(({ kind }) => kind === 'signature');
  if (!own) return null;
  return {
    signerCommonName: own.signerCommonName,
    keyFingerprintSha256Hex: seal?.keyFingerprintSha256Hex ?? null,
    claimedAtIso: own.claimedTime?.toISOString() ?? null,
    provenAtIso: own.provenTime?.time.toISOString() ?? null,
    isTrusted: own.certificate === 'trusted',
  };
}
