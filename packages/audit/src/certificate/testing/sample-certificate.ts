import { readFileSync } from 'node:fs';
import { jcsBytes } from '../../canonical.js';
import type { NoteSigner } from '../../checkpoint/sign-note.js';
import { formatVerifierKey } from '../../checkpoint/verifier-key.js';
import { sha256, toHex } from '../../digest.js';
import type { LogRecord } from '../../log/log-evidence.js';
import { sampleLogSigner, sequence } from '../../log/testing/sample-log.js';
import { proveInclusion } from '../../merkle/prove.js';
import { formatTlogProof } from '../../proof/tlog-proof.js';
import {
  type SampleEnvelopeOptions,
  type SamplePerson,
  sampleEnvelope,
  sampleIds,
} from '../../testing/sample-envelope.js';
import { sampleId, writeSampleRecord } from '../../testing/sample-record.js';
import { sampleSealKey } from '../../testing/sample-seal-key.js';
import { TileTree } from '../../tiles/tile-tree.js';
import type { ChainRecord } from '../../verify-chain.js';
import type { CertificateInput } from '../build-certificate.js';
import type { CertificateLogInput } from '../tell-log.js';

const font = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../../signing-core/fonts/${name}`, import.meta.url)));

export const sampleFonts = {
  sans: font('Inter-Regular.ttf'),
  sansBold: font('Inter-SemiBold.ttf'),
  serif: font('SourceSerif4-SemiBold.ttf'),
  mono: font('JetBrainsMono-Regular.ttf'),
  signature: font('Caveat-SemiBold.ttf'),
};

export const ada = { name: 'Ada Lovelace', email: 'ada@example.org', role: 'signer' } as const;

/** A picture of one pixel. */
export const samplePicture = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

/** What a certificate is built from, for an invented envelope. */
export function sampleInput(
  options: SampleEnvelopeOptions = {},
  change: Partial<CertificateInput> = {},
): CertificateInput {
  const people: readonly SamplePerson[] = options.people ?? [ada];
  const { records, personal } = sampleEnvelope({ ...options, people });
  return {
    envelope: { id: sampleIds.envelope, title: options.title ?? 'Service agreement' },
    organisation: { name: 'Example GmbH' },
    sender: { id: sampleIds.user, name: 'Grace Hopper', email: 'grace@example.com' },
    documents: [
      { id: sampleIds.document, name: options.documentName ?? 'service-agreement.pdf' },
      ...(options.annexes ?? []).map((name, index) => ({ id: sampleIds.annex(index), name })),
    ],
    recipients: people.map(({ name, email, role, drawn }, index) => ({
      ...{ id: sampleIds.recipient(index), name, email, role },
      signatures: drawn ? [{ fieldId: sampleIds.field(index, 0), ...drawn }] : [],
    })),
    records,
    personal,
    sealKey: sampleSealKey,
    publicUrl: 'https://sign.example.org',
    issuedAtIso: '2026-03-14T12:40:11.020Z',
    ...change,
  };
}

/** The hash the record keeps of strokes, as the platform makes it. */
export function strokesHash(
  fieldId: string,
  drawn: { strokes: readonly number[][]; aspect: number },
): string {
  return toHex(sha256(jcsBytes({ fieldId, kind: 'drawn', ...drawn })));
}

/** Puts a record into a log between other entries, and proves its last event. */
export async function logOf(
  { stream, records }: { stream: string; records: readonly ChainRecord[] },
  signer: NoteSigner = sampleLogSigner,
): Promise<CertificateLogInput> {
  const others = writeSampleRecord(
    `envelope:${sampleId(0x777)}`,
    Array.from({ length: 9 }, () => ({
      type: 'envelope.created' as const,
      actor: { kind: 'system' as const, id: null },
      data: { source: 'blank' as const },
      personal: [],
    })),
  );
  const strangers = others.records.map((record) => ({ ...record, stream: others.stream }));
  const own = records.map((record) => ({ ...record, stream }));
  const entries = [...strangers.slice(0, 4), ...own, ...strangers.slice(4)];
  const logged: LogRecord[] = entries.map((entry, index) => ({ ...entry, index, seq: index + 1 }));
  const { tiles, checkpoints } = await sequence(logged, 1, signer);
  const [size, index] = [logged.length, 4 + records.length - 1];
  const tree = new TileTree(tiles.reader, size);
  const checkpoint = checkpoints.at(-1) ?? '';
  const proof = await proveInclusion(index, size, tree.hash);
  return {
    tlogProof: formatTlogProof({ index, proof, checkpoint, extra: null }),
    checkpoint,
    verifierKeys: [formatVerifierKey(signer.key)],
    timestamp: null,
  };
}
