import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EvidenceReport } from '@sealwright/verifier';
import { createSampleWorld, type HostileCase, makeHostileCases } from '@sealwright/verifier/testing';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { addAuditVerify } from './audit-verify.js';

// packages/verifier holds the library and verifier.html to the same cases.

const dir = mkdtempSync(join(tmpdir(), 'sealwright-audit-hostile-'));
const exitCodes = { valid: 0, invalid: 1, indeterminate: 2 } as const;
let cases: HostileCase[];

beforeAll(async () => {
  cases = await makeHostileCases(await createSampleWorld());
}, 120_000);
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function put(name: string, content: Uint8Array | string): string {
  writeFileSync(join(dir, name), content);
  return join(dir, name);
}

function argumentsFor({ certificate, documents, roots, logKey, checkpoint, at }: HostileCase): string[] {
  return [
    put('certificate.pdf', certificate),
    ...['--trust', put('roots.pem', roots), '--log-key', logKey, '--json'],
    ...documents.flatMap(({ name, bytes }) => ['--document', put(name, bytes)]),
    ...(checkpoint === null ? [] : ['--checkpoint', put('kept.txt', checkpoint)]),
    ...(at ? ['--at', at.toISOString()] : []),
  ];
}

/** The command itself, in this process: twenty of them would cost more to start than to run. */
async function verify(args: readonly string[]): Promise<{ status: unknown; report: EvidenceReport }> {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const audit = new Command('audit');
  addAuditVerify(audit);
  await audit.parseAsync(['verify', ...args], { from: 'user' });
  vi.restoreAllMocks();
  return { status: process.exitCode, report: JSON.parse(written.join('')) as EvidenceReport };
}

it('answers each hostile certificate with its verdict, its sentence and its exit code', async () => {
  for (const hostile of cases) {
    const { status, report } = await verify(argumentsFor(hostile));
    const decisive = report.checks.find(({ id }) => id === hostile.check);
    expect([hostile.name, status, report.verdict, decisive?.detail]).toEqual([
      ...[hostile.name, exitCodes[hostile.verdict], hostile.verdict],
      expect.stringMatching(hostile.says),
    ]);
  }
}, 120_000);
