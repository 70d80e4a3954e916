import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ecdsaSigner } from '../../checkpoint/testing/note-keys.js';
import { evidenceFiles } from '../../evidence-files.js';
import { logLeafHash, type NoteSigner, parseVerifierKey, verifyTlogProof } from '../../log/index.js';
import { sampleLogSigner, sampleOrigin } from '../../log/testing/sample-log.js';
import { sampleIds } from '../../testing/sample-envelope.js';
import { buildCertificate } from '../build-certificate.js';
import type { CertificateData } from '../certificate-data.js';
import { renderCertificate } from '../render-certificate.js';
import { logOf, sampleFonts, sampleInput } from '../testing/sample-certificate.js';

const stream = `envelope:${sampleIds.envelope}`;
const missing = ['pdfdetach', 'jq', 'xxd', 'openssl'].filter((tool) => spawnSync(tool, ['-v']).error);
if (missing.length > 0)
  console.warn(`SKIPPED: README.txt is tried only with ${missing.join(', ')} installed`);

async function certificateOf(signer: NoteSigner): Promise<CertificateData> {
  const input = sampleInput();
  const log = await logOf({ stream, records: input.records }, signer);
  return buildCertificate({
    ...input,
    log: { ...log, timestamp: { tokenDer: Uint8Array.of(48, 0), atIso: null, authority: null } },
  });
}
const text = (data: CertificateData, name: string) =>
  Buffer.from(data.attachments.find((one) => one.name === name)?.bytes ?? []).toString('utf8');

describe('the evidence in a certificate', () => {
  it('is every file of the format, and proves the head to whoever knows the log', async () => {
    const data = await certificateOf(sampleLogSigner);
    expect(data.attachments.map(({ name }) => name)).toEqual(
      Object.values(evidenceFiles).map(({ name }) => name),
    );
    const proof = text(data, evidenceFiles.proof.name);
    const { records } = sampleInput();
    const [before, head] = records.slice(-2).map(({ chainHash }) => chainHash);
    const leaf = logLeafHash(stream, before ?? new Uint8Array(), head ?? new Uint8Array());
    const policy = { origin: sampleOrigin, logKeys: [sampleLogSigner.key] };
    expect(await verifyTlogProof(proof, leaf, policy)).toMatchObject({
      verdict: 'included',
      index: data.log?.logIndex,
    });
    expect(proof.endsWith(text(data, evidenceFiles.checkpoint.name))).toBe(true);
    expect(parseVerifierKey(text(data, evidenceFiles['log-keys'].name))).toEqual(sampleLogSigner.key);
  });

  it('is never the proof of another record', async () => {
    const other = sampleInput({ ending: 'voided' });
    const log = await logOf({ stream, records: other.records });
    expect(() => buildCertificate(sampleInput({}, { log }))).toThrow(
      expect.objectContaining({ code: 'certificate-input-mismatch' }),
    );
  });

  it('does without a log where none is kept', () => {
    const data = buildCertificate(sampleInput());
    const names = data.attachments.map(({ name }) => name);
    expect(names).toEqual(['audit.json', 'seal-chain.pem', 'README.txt']);
    expect(text(data, 'README.txt')).not.toContain('checkpoint');
  });
});

describe.skipIf(missing.length > 0).each([
  ['Ed25519', sampleLogSigner],
  ['ECDSA', ecdsaSigner(sampleOrigin)],
] as const)('README.txt, tried as written, with a log key of %s', (_kind, signer) => {
  const folder = mkdtempSync(join(tmpdir(), 'sealwright-readme-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let data: CertificateData;
  beforeAll(async () => {
    data = await certificateOf(signer);
    writeFileSync(join(folder, 'certificate.pdf'), await renderCertificate(data, sampleFonts));
    run('introduction');
  });

  /** The commands of one section: its indented lines. */
  function commandsOf(section: string): string {
    const readme = text(data, 'README.txt');
    const parts = readme.split(/^(?=\d\. )/m);
    const part = section === 'introduction' ? parts[0] : parts.find((one) => one.includes(section));
    const lines = part?.split('\n').filter((line) => line.startsWith('    ')) ?? [];
    return section === 'introduction'
      ? lines.filter((line) => line.includes('pdfdetach')).join('\n')
      : lines.join('\n');
  }
  const run = (section: string) =>
    execFileSync('bash', ['-c', commandsOf(section)], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
      .trim()
      .split('\n');

  it('takes the files out', () => {
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining(['audit.json', 'head.tlog-proof', 'README.txt']),
    );
    expect(readFileSync(join(folder, 'README.txt'), 'utf8')).toBe(text(data, 'README.txt'));
  });

  it('recomputes the chain', () => {
    const lines = run('THE CHAIN');
    expect(lines).toHaveLength(data.head.seq);
    expect(lines.at(-1)).toBe(`event ${data.head.seq} fits: ${data.head.chainHashHex}`);
  });

  it('opens a commitment, and finds the key', () => {
    const [value, commitment] = run('A PERSONAL VALUE').map((line) => line.slice(0, 64));
    expect(value).toMatch(/^[0-9a-f]{64}$/);
    expect(value).toBe(commitment);
    const [computed, told] = run('THE KEY').map((line) => line.slice(0, 64));
    expect(computed).toBe(data.sealKey.keyFingerprintSha256Hex);
    expect(told).toBe(computed);
  });

  it('climbs to the root of the log', () => {
    expect(run('HOLDS THE LAST EVENT')).toEqual([data.log?.rootHashHex, data.log?.rootHashHex]);
  });

  it('checks the signature of the log, and sees a false one', () => {
    expect(run('SIGNATURE OF THE LOG').join()).toMatch(/Verified (Successfully|OK)|Signature Verified/);
    const note = readFileSync(join(folder, 'checkpoint.txt'), 'utf8');
    writeFileSync(join(folder, 'checkpoint.txt'), note.replace(/^\d+$/m, '9'));
    expect(() => run('SIGNATURE OF THE LOG')).toThrow();
  });
});
