import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildVerifierHtml } from '../build/build-verifier-html.mjs';
import type { EvidenceReport } from './evidence-report.js';
import { type HostileCase, makeHostileCases } from './testing/hostile-evidence.js';
import { createSampleWorld } from './testing/sample-evidence.js';
import { chromiumPath, openVerifierPage, type VerifierPage } from './testing/verifier-page.js';
import { verifyEvidence } from './verify-evidence.js';

// The command line is held to the same cases in apps/cli.

const dir = mkdtempSync(join(tmpdir(), 'sealwright-hostile-'));
let cases: HostileCase[];
let verifier: VerifierPage | null = null;

beforeAll(async () => {
  cases = await makeHostileCases(await createSampleWorld());
  if (!chromiumPath) return;
  const html = join(dir, 'verifier.html');
  writeFileSync(html, await buildVerifierHtml());
  verifier = await openVerifierPage(html);
}, 120_000);
afterAll(async () => {
  await verifier?.browser.close();
  rmSync(dir, { recursive: true, force: true });
});

async function inNode(hostile: HostileCase): Promise<EvidenceReport> {
  const { certificate, documents, roots, logKey, checkpoint, at } = hostile;
  const report = await verifyEvidence({
    ...{ certificate, documents, trustedRootsPem: [roots], logKeys: [logKey] },
    checkpoints: checkpoint === null ? [] : [checkpoint],
    ...(at && { now: at }),
  });
  return JSON.parse(JSON.stringify(report)) as EvidenceReport;
}

function put(name: string, content: Uint8Array | string): string {
  writeFileSync(join(dir, name), content);
  return join(dir, name);
}

it('answers each hostile certificate with the verdict and the sentence it deserves', async () => {
  for (const hostile of cases) {
    const { verdict, checks, summary } = await inNode(hostile);
    const decisive = checks.find(({ id }) => id === hostile.check);
    expect([hostile.name, verdict, decisive?.detail]).toEqual([
      hostile.name,
      hostile.verdict,
      expect.stringMatching(hostile.says),
    ]);
    expect(decisive?.state, hostile.name).toBe(verdict === 'invalid' ? 'fail' : 'unknown');
    // Nobody is told to save a sealed file anew, and no verdict contradicts its sentence.
    expect(summary, hostile.name).not.toMatch(/save it as|Print it/);
    expect(summary.startsWith('Do not rely'), hostile.name).toBe(verdict === 'invalid');
  }
}, 120_000);

it.skipIf(!chromiumPath)(
  'says the same in verifier.html',
  async () => {
    for (const hostile of cases.filter(({ at }) => at === undefined)) {
      const { certificate, documents, roots, logKey, checkpoint } = hostile;
      const paths = [
        put('certificate.pdf', certificate),
        put('roots.pem', roots),
        put('log.key', logKey),
        ...documents.map(({ name, bytes }) => put(name, bytes)),
        ...(checkpoint === null ? [] : [put('kept.txt', checkpoint)]),
      ];
      const report = await verifier?.reportOn(...paths);
      expect(report, hostile.name).toEqual(await inNode(hostile));
    }
  },
  240_000,
);
