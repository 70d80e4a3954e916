import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EvidenceReport, verifyEvidence } from '@sealwright/verifier';
import { createSampleWorld, type SampleEvidence, type SampleWorld } from '@sealwright/verifier/testing';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repositoryPath } from '../platform/repository.js';

const dir = mkdtempSync(join(tmpdir(), 'sealwright-audit-verify-'));
const main = repositoryPath('apps/cli/dist/main.js');
let world: SampleWorld;
let good: SampleEvidence;

const at = (name: string) => join(dir, name);
function put(name: string, bytes: Uint8Array | string): string {
  writeFileSync(at(name), bytes);
  return at(name);
}

/** The command as a person runs it: built, in a process of its own; `prefix` stands before it. */
function audit(args: readonly string[], prefix: readonly string[] = []) {
  const [program = '', ...rest] = [...prefix, process.execPath, main, 'audit', 'verify', ...args];
  const env = { ...process.env, SEAL_TRUST_FILE: '' };
  return spawnSync(program, rest, { env, encoding: 'utf8', cwd: dir });
}

beforeAll(async () => {
  world = await createSampleWorld();
  good = await world.make({ level: 'B-LTA' });
  put('certificate.pdf', good.certificate);
  put('sealed.pdf', good.document);
  put('trust.pem', world.trust.trustedRootPem);
  put('log.key', `# of the log\n${world.log.verifierKey}\n`);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const trusted = ['--trust', 'trust.pem', '--log-key', 'log.key'];
const hasNamespaces = spawnSync('unshare', ['-rn', 'true']).status === 0;
if (!hasNamespaces)
  console.warn('NOT TRIED: audit verify with the network off, because unshare -rn is not allowed here.');

describe('sealwright audit verify', () => {
  it('answers 0 and the same report as the library', async () => {
    const { status, stdout } = audit(['certificate.pdf', '--document', 'sealed.pdf', ...trusted, '--json']);
    expect(status).toBe(0);
    const report = await verifyEvidence({
      certificate: good.certificate,
      documents: [{ name: 'sealed.pdf', bytes: good.document }],
      trustedRootsPem: [world.trust.trustedRootPem],
      logKeys: [world.log.verifierKey],
    });
    expect(JSON.parse(stdout)).toMatchObject(JSON.parse(JSON.stringify(report)) as object);
  });

  it.skipIf(!hasNamespaces)('says the same with the network off', () => {
    const args = ['certificate.pdf', '--document', 'sealed.pdf', ...trusted];
    const [online, offline] = [audit(args), audit(args, ['unshare', '-rn'])];
    expect([offline.status, offline.stdout]).toEqual([0, online.stdout]);
  });

  it('reads like five answers and a story', () => {
    const { stdout } = audit(['certificate.pdf', '--document', 'sealed.pdf', ...trusted]);
    expect(stdout).toMatch(
      /^certificate\.pdf: VALID: The record of “Service agreement” is complete and unaltered/,
    );
    expect(stdout).toContain('Was it in the public log?\n  ✓ In the transparency log: Event 9');
    expect(stdout).toContain('Ada Lovelace signed');
    expect(stdout).not.toMatch(/[!?✗] /);
  });

  it('takes an evidence package apart, and trusts nothing in it', () => {
    const inside = {
      'evidence/certificate.pdf': good.certificate,
      'evidence/sealed.pdf': good.document,
      'evidence/seal-chain.pem': Buffer.from(world.trust.trustedRootPem),
      'evidence/trust.pem': Buffer.from(world.trust.trustedRootPem),
    };
    put('evidence.zip', zipSync(inside));
    expect(audit(['evidence.zip', ...trusted]).status).toBe(0);
    const { status, stdout } = audit(['evidence.zip', '--json']);
    expect(status).toBe(2);
    const { checks } = JSON.parse(stdout) as EvidenceReport;
    expect(checks.find(({ id }) => id === 'documents.record-1')?.state).toBe('pass');
    expect(checks.find(({ id }) => id === 'trust.seal')?.state).toBe('unknown');
  });

  it('answers 1 for a changed certificate, another document, another log', async () => {
    const changed = good.certificate.slice();
    changed[5000] = (changed[5000] ?? 0) ^ 1;
    put('changed.pdf', changed);
    const foreign = await createSampleWorld();
    put('foreign.pdf', (await foreign.make()).document);
    expect(audit(['changed.pdf', ...trusted]).status).toBe(1);
    expect(audit(['certificate.pdf', ...trusted, '--document', 'foreign.pdf']).status).toBe(1);
    expect(
      audit(['certificate.pdf', '--trust', 'trust.pem', '--log-key', foreign.log.verifierKey]).status,
    ).toBe(1);
    expect(audit(['sealed.pdf', ...trusted]).status).toBe(1);
  });

  it('answers 2 when whom to believe is open, and when a kept checkpoint cannot be compared', async () => {
    put('earlier.txt', world.earlier.checkpoint);
    expect(audit(['certificate.pdf']).status).toBe(2);
    expect(audit(['certificate.pdf', ...trusted, '--checkpoint', 'earlier.txt']).status).toBe(2);
    const proof = await world.log.consistency(world.earlier.checkpoint, world.earlier.size);
    put('proof.json', proof);
    expect(
      audit(['certificate.pdf', ...trusted, '--checkpoint', 'earlier.txt', '--proof', 'proof.json']).status,
    ).toBe(0);
  });

  it('asks for as many witnesses as it was told', async () => {
    const key = world.log.witnessKey;
    expect(audit(['certificate.pdf', ...trusted, '--witness', key]).status).toBe(0);
    const stranger = (await createSampleWorld()).log.witnessKey;
    const both = ['certificate.pdf', ...trusted, '--witness', key, '--witness', stranger];
    expect(audit(both).status).toBe(1);
    expect(audit([...both, '--witness-quorum', '1']).status).toBe(0);
  });

  it('answers 64 for wrong usage', () => {
    put('no-root.pem', 'no certificate');
    put('empty.zip', zipSync({ 'readme.txt': Buffer.from('nothing') }));
    expect(audit([]).status).toBe(64);
    expect(audit(['absent.pdf']).status).toBe(64);
    expect(audit(['empty.zip']).status).toBe(64);
    expect(audit(['certificate.pdf', '--trust', 'no-root.pem']).status).toBe(64);
    expect(audit(['certificate.pdf', '--log-key', 'nonsense']).status).toBe(64);
    expect(audit(['certificate.pdf', '--at', 'yesterday']).status).toBe(64);
  });

  it('never lets a certificate write a line of its own', () => {
    const { stdout, status } = audit([
      'certificate.pdf',
      '--document',
      put('a\nVALID.pdf', good.document),
      ...trusted,
    ]);
    expect(status).toBe(0);
    expect(stdout.split('\n').filter((line) => line.startsWith('VALID'))).toEqual([]);
  });
});
