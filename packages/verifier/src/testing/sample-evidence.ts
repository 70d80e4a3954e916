import { createHash, X509Certificate } from 'node:crypto';
import {
  type AuditJsonInput,
  type EvidenceFileRole,
  evidenceFileRoles,
  evidenceFiles,
  writeAuditJson,
} from '@sealwright/audit';
import { parseSignedNote, parseTlogProof } from '@sealwright/audit/log';
import {
  collectValidationData,
  createTimestamper,
  type DigestSigner,
  sealPdf,
  type Timestamper,
  type ValidationData,
} from '@sealwright/signing-core';
import { createTestTrust, samplePdf, type TestTrust } from '@sealwright/signing-core/testing';
import { zlibSync } from 'fflate';
import {
  type SampleEnding,
  type SealedSample,
  sampleEnvelopeId,
  sampleFacts,
  sampleId,
} from './sample-facts.js';
import { createSampleLog, type SampleLog } from './sample-log.js';
import { type SampleRecord, writeRecord } from './sample-record.js';

export type SampleLevel = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';

export interface SampleOptions {
  readonly level?: SampleLevel;
  readonly ending?: SampleEnding;
  /** 1 when left out. */
  readonly documentCount?: number;
  /** Changes what is attached before it is sealed; null leaves a file out. */
  readonly attach?: (files: Map<EvidenceFileRole, Uint8Array>) => void;
  /** Changes the record before it is written, as an insider could. */
  readonly record?: (input: AuditJsonInput) => AuditJsonInput;
  /** Seals with this key instead of the one the record names. */
  readonly signer?: DigestSigner;
  /** What the seal says when it was made; now when left out. */
  readonly signedAt?: Date;
  /** Leaves the certification (DocMDP) out of the seal. */
  readonly isUncertified?: boolean;
  /** Attaches these files packed (FlateDecode). */
  readonly packed?: readonly EvidenceFileRole[];
  /** Changes what a B-LT certificate brings for judging its X.509 certificates. */
  readonly store?: (data: ValidationData) => Promise<ValidationData>;
}

export interface SampleEvidence {
  readonly certificate: Uint8Array;
  /** The first document; `documents` holds all. */
  readonly document: Uint8Array;
  readonly documents: readonly Uint8Array[];
  readonly original: Uint8Array;
  readonly record: SampleRecord;
  /** What is attached, by role. */
  readonly files: ReadonlyMap<EvidenceFileRole, Uint8Array>;
}

/** A company with its authority, its log and one seal key, all in memory. */
export interface SampleWorld {
  readonly trust: TestTrust;
  readonly signer: DigestSigner;
  readonly log: SampleLog;
  /** Checkpoint of the log before the sample envelope came into it. */
  readonly earlier: { readonly checkpoint: string; readonly size: number };
  make(options?: SampleOptions): Promise<SampleEvidence>;
  /** The same company after a restore: its log was begun anew under the next number of its name. */
  begunAnew(): Promise<SampleWorld>;
}

export async function createSampleWorld(): Promise<SampleWorld> {
  const trust = await createTestTrust();
  const signer = await trust.createSigner({ commonName: 'Example GmbH seal' });
  return await worldOf({ trust, signer, log: createSampleLog() });
}

async function worldOf({ trust, signer, log }: Parts): Promise<SampleWorld> {
  const before = sampleFacts([NOTHING_SEALED], 'declined');
  const other = writeRecord(`envelope:${sampleId(2)}`, before, 1);
  const earlier = { checkpoint: await log.append(other), size: log.size };
  return {
    trust,
    signer,
    log,
    earlier,
    make: (options = {}) => makeEvidence({ trust, signer, log }, options),
    begunAnew: () => worldOf({ trust, signer, log: log.begunAnew() }),
  };
}

/** Of an envelope nobody asks about. */
const NOTHING_SEALED = {
  originalSha256Hex: '12'.repeat(32),
  originalByteSize: 1,
  sealedSha256Hex: '',
  sealedByteSize: 0,
  keyFingerprintSha256Hex: '',
};

type Parts = Pick<SampleWorld, 'trust' | 'signer' | 'log'>;

async function makeEvidence({ trust, signer, log }: Parts, options: SampleOptions): Promise<SampleEvidence> {
  const key = describeKey(signer);
  const made: SealedDocument[] = [];
  for (let index = 0; index < (options.documentCount ?? 1); index += 1) {
    made.push(await sealDocument(index, signer, key.keyFingerprintSha256Hex));
  }
  const [first] = made;
  if (first === undefined) throw new Error('An envelope without documents.');
  const record = writeRecord(
    `envelope:${sampleEnvelopeId}`,
    sampleFacts(
      made.map(({ sample }) => sample),
      options.ending ?? 'completed',
    ),
  );
  await log.append(record);
  const input: AuditJsonInput = { ...record, sealKey: key };
  const files = await attachmentsFor(options.record?.(input) ?? input, key.certificateChainPem, {
    trust,
    log,
  });
  options.attach?.(files);
  const certificate = await sealCertificate(
    pageWith(files, options.packed ?? []),
    options.signer ?? signer,
    trust,
    options,
  );
  const documents = made.map(({ bytes }) => bytes);
  return { certificate, document: first.bytes, documents, original: first.original, record, files };
}

interface SealedDocument {
  readonly original: Uint8Array;
  readonly bytes: Uint8Array;
  readonly sample: SealedSample;
}

async function sealDocument(
  index: number,
  signer: DigestSigner,
  keyFingerprintSha256Hex: string,
): Promise<SealedDocument> {
  const content = `BT /F1 18 Tf 72 720 Td (Annex ${index}) Tj ET`;
  const original = index === 0 ? samplePdf() : samplePdf({ content });
  const stated = { name: 'Example GmbH', reason: 'Sealed', signedAt: new Date() };
  const bytes = await sealPdf(original, stated, signer);
  const sample = {
    originalSha256Hex: sha256Hex(original),
    originalByteSize: original.length,
    sealedSha256Hex: sha256Hex(bytes),
    sealedByteSize: bytes.length,
    keyFingerprintSha256Hex,
  };
  return { original, bytes, sample };
}

async function attachmentsFor(
  input: AuditJsonInput,
  chainPem: string,
  { trust, log }: Pick<SampleWorld, 'trust' | 'log'>,
): Promise<Map<EvidenceFileRole, Uint8Array>> {
  const proof = await log.proveLast();
  const { checkpoint } = parseTlogProof(proof);
  const digest = createHash('sha256').update(parseSignedNote(checkpoint).text).digest();
  const token = await timestamperOf(trust)({ digestAlgorithm: 'sha256', digest });
  const text = (value: string) => new Uint8Array(Buffer.from(value));
  return new Map<EvidenceFileRole, Uint8Array>([
    ['record', writeAuditJson(input)],
    ['proof', text(proof)],
    ['checkpoint', text(checkpoint)],
    ['checkpoint-timestamp', token.der],
    ['log-keys', text(`${log.verifierKey}\n`)],
    ['seal-chain', text(chainPem)],
    ['readme', text('How to check this certificate by hand: …\n')],
  ]);
}

/** A page with attachments, written out in full: every byte of it is known. */
function pageWith(
  files: ReadonlyMap<EvidenceFileRole, Uint8Array>,
  packed: readonly EvidenceFileRole[],
): Uint8Array {
  const attached = evidenceFileRoles.flatMap((role) => {
    const bytes = files.get(role);
    if (bytes === undefined) return [];
    const { name } = evidenceFiles[role];
    return packed.includes(role)
      ? [{ name, bytes: zlibSync(bytes), filter: '/Filter /FlateDecode ' }]
      : [{ name, bytes, filter: '' }];
  });
  const names = attached.map(({ name }, index) => `(${name}) ${51 + 2 * index} 0 R`).join(' ');
  const extraObjects = attached.flatMap(({ name, bytes, filter }, index) => [
    `<</Type /EmbeddedFile ${filter}/Length ${bytes.length}>>\nstream\n${Buffer.from(bytes).toString('latin1')}\nendstream`,
    `<</Type /Filespec /F (${name}) /UF (${name}) /EF <</F ${50 + 2 * index} 0 R>>>>`,
  ]);
  return samplePdf({
    content: 'BT /F1 18 Tf 72 720 Td (Audit certificate) Tj ET',
    catalog: `/Names <</EmbeddedFiles <</Names [${names}]>>>>`,
    extraObjects,
  });
}

async function sealCertificate(
  pdf: Uint8Array,
  signer: DigestSigner,
  trust: TestTrust,
  {
    level = 'B-B',
    signedAt = new Date(),
    isUncertified = false,
    store = async (data) => data,
  }: SampleOptions,
): Promise<Uint8Array> {
  const options = {
    name: 'Example GmbH',
    reason: 'Audit certificate',
    signedAt,
    ...(!isUncertified && { certify: 1 as const }),
  };
  if (level === 'B-B') return sealPdf(pdf, options, signer);
  const trustedRootsPem = [trust.trustedRootPem];
  const source = trust.revocationSource;
  const collect = async (file: Uint8Array) =>
    store(await collectValidationData(file, { trustedRootsPem, source, at: new Date() }));
  return sealPdf(pdf, options, signer, { level, timestamper: timestamperOf(trust), collect });
}

function timestamperOf(trust: TestTrust): Timestamper {
  return createTimestamper([trust.timestampAuthority], { trustedRootsPem: [trust.trustedRootPem] });
}

/** As the platform describes its key to the record. */
export function describeKey(signer: DigestSigner): NonNullable<AuditJsonInput['sealKey']> {
  const [leaf] = signer.certificateChainDer.map((der) => new X509Certificate(der));
  const spki = leaf?.publicKey.export({ type: 'spki', format: 'der' }) ?? new Uint8Array();
  return {
    algorithm: signer.algorithm,
    keyFingerprintSha256Hex: sha256Hex(spki),
    origin: 'generated-in-token',
    softToken: false,
    certificateChainPem: signer.certificateChainDer
      .map((der) => new X509Certificate(der).toString())
      .join(''),
  };
}

export const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
