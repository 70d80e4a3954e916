import { setTimeout as sleep } from 'node:timers/promises';
import { documentShape, type EnvelopeAnswer, envelopeShape } from '../demo/api-shapes.js';
import { waitForSigningMail } from '../demo/inbox.js';
import { prepareToSign, type ReadySigner } from '../demo/sign-as.js';
import { CliError } from '../terminal/cli-error.js';
import type { BenchWorld } from './world.js';

/** Name, date, text, initials and signature: the five fields of the peer's measurement. */
const fieldTypes = ['name', 'date', 'text', 'initials', 'signature'] as const;

export interface SentEnvelope {
  readonly id: string;
  readonly email: string;
}

/** One signer with five fields on the last page, sent. `name` keeps the addresses of runs apart. */
export async function sendEnvelope(world: BenchWorld, name: string): Promise<SentEnvelope> {
  const draft = await createDraft(world, name);
  await world.api.post(`/api/v1/envelopes/${draft.id}/send`, envelopeShape, { version: draft.version });
  return { id: draft.id, email: emailOf(name) };
}

export async function createDraft(world: BenchWorld, name: string): Promise<EnvelopeAnswer> {
  const form = new FormData();
  form.set('file', new Blob([world.pdf], { type: 'application/pdf' }), 'service-agreement.pdf');
  const document = await world.api.post('/api/v1/documents', documentShape, { form });
  return world.api.post('/api/v1/envelopes', envelopeShape, {
    json: {
      title: `Benchmark ${name}`,
      documentIds: [document.id],
      recipients: [
        { key: 'signer', name: 'Ada Lindqvist', email: emailOf(name), role: 'signer', routingOrder: 1 },
      ],
      fields: fieldTypes.map((type, row) => ({
        recipientKey: 'signer',
        documentId: document.id,
        type,
        pageNumber: document.pageCount,
        x: 0.1,
        y: 0.3 + row * 0.1,
        width: 0.36,
        height: 0.06,
        label: `Field ${row + 1}`,
      })),
    },
  });
}

/** A signer who has opened the mailed link, consented and filled everything: only the last request is missing. */
export async function readySigner(world: BenchWorld, envelope: SentEnvelope): Promise<ReadySigner> {
  const mail = await waitForSigningMail(world.inboxUrl, envelope.email, world.origin);
  return prepareToSign(mail.url, 0);
}

/** Milliseconds from now until the API says COMPLETED, asked every 5 ms. */
export async function untilCompleted(world: BenchWorld, envelopeId: string): Promise<number> {
  const startedAtMs = performance.now();
  while (performance.now() - startedAtMs < 120_000) {
    const { status } = await world.api.get(`/api/v1/envelopes/${envelopeId}`, envelopeShape);
    if (status === 'completed') return performance.now() - startedAtMs;
    await sleep(5);
  }
  throw new CliError('bench-timed-out', `Envelope ${envelopeId} is not completed after two minutes.`);
}

function emailOf(name: string): string {
  return `${name}@bench.example.com`;
}
