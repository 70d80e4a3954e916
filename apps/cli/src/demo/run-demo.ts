import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findOrStartPlatform, type RunningPlatform } from '../platform/running-platform.js';
import { CliError } from '../terminal/cli-error.js';
import type { ApiClient } from './api-client.js';
import { documentShape, type EnvelopeAnswer, envelopeShape } from './api-shapes.js';
import { checkResults, type DemoFiles, type ResultCheck } from './check-results.js';
import { type DemoSigner, demoSigners } from './demo-signers.js';
import { foreignFileArea, layOutFields, ownContractArea } from './field-layout.js';
import { waitForSigningMail } from './inbox.js';
import { signAs } from './sign-as.js';
import { withApiKey } from './with-api-key.js';

const pollEveryMs = 250;
const sealTimeoutMs = 120_000;

export interface DemoRequest {
  /** Null: our own contract. */
  readonly pdf: string | null;
  readonly ownContract: string;
  readonly signerCount: number;
  readonly outDir: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly report: (line: string) => void;
}

export interface DemoResult {
  readonly ok: boolean;
  readonly platform: string;
  readonly envelopeId: string;
  readonly document: { readonly name: string; readonly sha256Hex: string };
  readonly signers: readonly {
    readonly name: string;
    readonly email: string;
    readonly fieldsFilled: number;
  }[];
  readonly files: Record<keyof DemoFiles, string>;
  readonly checks: readonly ResultCheck[];
  readonly lastSignatureToCompletedMs: number;
  readonly totalMs: number;
}

/** The main job, as a customer's program and its signers would do it. @throws CliError at the step that failed. */
export async function runDemo(request: DemoRequest): Promise<DemoResult> {
  const startedMs = performance.now();
  const file = readPdf(request);
  const platform = await findOrStartPlatform(request.environment, request.report);
  request.report(`Platform       ${platform.origin}`);
  return withApiKey(platform, async (api) => {
    const signers = demoSigners(request.signerCount, Date.now().toString(36));
    const sent = await sendEnvelope(api, file, signers, request);
    const signed = await signAll(platform, signers, request.report);
    const completed = await waitForCompleted(api, sent.id, request.report);
    const files = await downloadAll(api, sent.id);
    const written = writeAll(request.outDir, files);
    request.report(`Downloaded     ${Object.values(written).join(', ')}`);
    const checks = await checkResults(files, { uploaded: file.bytes });
    for (const check of checks)
      request.report(`${check.ok ? 'Verified' : 'FAILED  '}       ${check.sentence}`);
    return {
      ok: checks.every((check) => check.ok),
      platform: platform.origin,
      envelopeId: sent.id,
      document: { name: file.name, sha256Hex: createHash('sha256').update(file.bytes).digest('hex') },
      signers: signed.map(({ signer, fieldsFilled }) => ({
        name: signer.name,
        email: signer.email,
        fieldsFilled,
      })),
      files: written,
      checks,
      lastSignatureToCompletedMs: completed.tookMs,
      totalMs: Math.round(performance.now() - startedMs),
    };
  });
}

interface DemoPdf {
  readonly name: string;
  readonly bytes: Buffer;
}

function readPdf({ pdf, ownContract }: DemoRequest): DemoPdf {
  const path = pdf ?? ownContract;
  try {
    return { name: basename(path), bytes: readFileSync(path) };
  } catch (cause) {
    throw new CliError('file-unreadable', `The file ${path} cannot be read.`, { cause });
  }
}

async function sendEnvelope(
  api: ApiClient,
  file: DemoPdf,
  signers: readonly DemoSigner[],
  { pdf, report }: DemoRequest,
): Promise<EnvelopeAnswer> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(file.bytes)], { type: 'application/pdf' }), file.name);
  const document = await api.post('/api/v1/documents', documentShape, { form });
  report(
    `Uploaded       ${file.name}, ${document.pageCount} page(s), SHA-256 ${document.sha256.slice(0, 16)}…`,
  );
  const area = pdf === null ? ownContractArea : foreignFileArea;
  const fields = layOutFields(signers, { documentId: document.id, pageNumber: document.pageCount, area });
  const draft = await api.post('/api/v1/envelopes', envelopeShape, {
    json: {
      title: pdf === null ? 'Maintenance of the harbour weather stations' : file.name,
      message: 'Please read the agreement and sign on the last page.',
      documentIds: [document.id],
      recipients: signers.map((signer) => ({ ...signer, role: 'signer' })),
      fields,
    },
  });
  report(`Envelope       ${draft.id}, ${signers.length} signer(s), ${fields.length} fields`);
  const sent = await api.post(`/api/v1/envelopes/${draft.id}/send`, envelopeShape, {
    version: draft.version,
  });
  report('Sent           invitations are on their way');
  return sent;
}

async function signAll(
  platform: RunningPlatform,
  signers: readonly DemoSigner[],
  report: (line: string) => void,
): Promise<{ signer: DemoSigner; fieldsFilled: number }[]> {
  const signed: { signer: DemoSigner; fieldsFilled: number }[] = [];
  for (const [position, signer] of signers.entries()) {
    const mail = await waitForSigningMail(platform.inboxUrl, signer.email, platform.origin);
    report(`Mail           ${signer.email}: ${mail.subject}`);
    const fieldsFilled = await signAs(mail.url, position);
    report(`Signed         ${signer.name} opened, consented, filled ${fieldsFilled} field(s) and signed`);
    signed.push({ signer, fieldsFilled });
  }
  return signed;
}

/** Until the envelope is completed and its audit certificate, which is sealed after it, can be downloaded. */
async function waitForCompleted(
  api: ApiClient,
  envelopeId: string,
  report: (line: string) => void,
): Promise<{ tookMs: number }> {
  const startedMs = performance.now();
  let tookMs: number | null = null;
  let cause = '';
  while (performance.now() - startedMs < sealTimeoutMs) {
    const envelope = await api.get(`/api/v1/envelopes/${envelopeId}`, envelopeShape);
    if (envelope.status === 'completed' && tookMs === null) {
      tookMs = Math.round(performance.now() - startedMs);
      report(`Sealed         completed ${tookMs} ms after the last signature`);
    }
    if (tookMs !== null && envelope.certificateAvailable) return { tookMs };
    if (envelope.attention && envelope.attention.sentence !== cause) {
      cause = envelope.attention.sentence;
      report(`Waiting        ${cause}`);
    }
    await sleep(pollEveryMs);
  }
  const missing = tookMs === null ? 'The envelope was not completed' : 'The audit certificate was not made';
  throw new CliError('not-completed', `${missing} within ${sealTimeoutMs / 1000} s. ${cause}`.trim());
}

async function downloadAll(api: ApiClient, envelopeId: string): Promise<DemoFiles> {
  const base = `/api/v1/envelopes/${envelopeId}/files`;
  return {
    sealed: await api.download(`${base}/sealed`),
    original: await api.download(`${base}/original`),
    certificate: await api.download(`${base}/certificate`),
    audit: await api.download(`${base}/audit.json`),
    trust: await api.download('/api/v1/trust.pem'),
  };
}

function writeAll(outDir: string, files: DemoFiles): Record<keyof DemoFiles, string> {
  const folder = resolve(outDir);
  mkdirSync(folder, { recursive: true });
  const paths = {
    sealed: join(folder, 'sealed.pdf'),
    original: join(folder, 'original.pdf'),
    certificate: join(folder, 'certificate.pdf'),
    audit: join(folder, 'audit.json'),
    trust: join(folder, 'trust.pem'),
  };
  for (const name of Object.keys(paths) as (keyof DemoFiles)[]) writeFileSync(paths[name], files[name]);
  return paths;
}
