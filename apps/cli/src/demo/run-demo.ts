import { setTimeout as sleep } from 'node:timers/promises';
import { findOrStartPlatform, type RunningPlatform } from '../platform/running-platform.js';
import { CliError } from '../terminal/cli-error.js';
import type { ApiClient } from './api-client.js';
import { envelopeShape } from './api-shapes.js';
import { checkResults, type ResultCheck } from './check-results.js';
import { readDocuments } from './demo-documents.js';
import { downloadAll, type WrittenFiles, writeAll } from './demo-files.js';
import { type DemoSigner, demoSigners } from './demo-signers.js';
import { waitForSigningMail } from './inbox.js';
import { sendEnvelope } from './send-envelope.js';
import { signAs } from './sign-as.js';
import { withApiKey } from './with-api-key.js';

const pollEveryMs = 250;
const sealTimeoutMs = 120_000;

export interface DemoRequest {
  /** None: our own contract and its annex. */
  readonly pdfs: readonly string[];
  readonly ownPdfs: readonly string[];
  readonly signerCount: number;
  readonly outDir: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly report: (line: string) => void;
}

interface SentFile {
  readonly name: string;
  readonly sha256Hex: string;
}

interface DemoResult {
  readonly ok: boolean;
  readonly platform: string;
  readonly envelopeId: string;
  /** The first of `documents`. */
  readonly document: SentFile | undefined;
  readonly documents: readonly SentFile[];
  readonly signers: readonly {
    readonly name: string;
    readonly email: string;
    readonly fieldsFilled: number;
  }[];
  readonly files: WrittenFiles;
  readonly checks: readonly ResultCheck[];
  readonly lastSignatureToCompletedMs: number;
  readonly totalMs: number;
}

/** The main job, as a customer's program and its signers would do it. @throws CliError at the step that failed. */
export async function runDemo(request: DemoRequest): Promise<DemoResult> {
  const { report } = request;
  const startedMs = performance.now();
  const documents = readDocuments(request.pdfs, request.ownPdfs);
  const platform = await findOrStartPlatform(request.environment, report);
  report(`Platform       ${platform.origin}`);
  return withApiKey(platform, async (api) => {
    const signers = demoSigners(request.signerCount, Date.now().toString(36));
    const sent = await sendEnvelope(api, documents, signers, report);
    const signed = await signAll(platform, signers, report);
    const completed = await waitForCompleted(api, sent.envelope.id, report);
    const files = await downloadAll(api, sent.envelope.id, sent.documents);
    const written = writeAll(request.outDir, files);
    report(`Downloaded     ${pathsOf(written).join(', ')}`);
    const checks = await checkResults(files, { uploaded: documents, frozen: sent.documents });
    for (const check of checks) report(`${check.ok ? 'Verified' : 'FAILED  '}       ${check.sentence}`);
    const told = documents.map(({ name, sha256Hex }) => ({ name, sha256Hex }));
    return {
      ok: checks.every((check) => check.ok),
      platform: platform.origin,
      envelopeId: sent.envelope.id,
      ...{ document: told[0], documents: told },
      signers: signed.map(({ signer: { name, email }, fieldsFilled }) => ({ name, email, fieldsFilled })),
      files: written,
      checks,
      lastSignatureToCompletedMs: completed.tookMs,
      totalMs: Math.round(performance.now() - startedMs),
    };
  });
}

function pathsOf({ documents, certificate, audit, trust }: WrittenFiles): string[] {
  return [...documents.flatMap(({ sealed, original }) => [sealed, original]), certificate, audit, trust];
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
