import { spawnSync } from 'node:child_process';
import { linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDevelopmentAuthority, issueSealCertificate } from '@sealwright/signing-core';
import { initialiseToken, openToken } from '@sealwright/signing-core/pkcs11';
import { samplePdf } from '@sealwright/signing-core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repositoryPath } from '../platform/repository.js';

const dir = mkdtempSync(join(tmpdir(), 'sealwright-seal-'));
const dataDir = join(dir, 'data');
const main = repositoryPath('apps/cli/dist/main.js');
const trust = join(dataDir, 'ca', 'trust.pem');
const at = (name: string): string => join(dir, name);

afterAll(() => rmSync(dir, { recursive: true, force: true }));
beforeAll(() => writeFileSync(at('in.pdf'), samplePdf({ form: 'direct' })));

/** The command as a person runs it: built, in a process of its own, in the folder of the files. */
function run(args: readonly string[], options: { env?: NodeJS.ProcessEnv; input?: Uint8Array } = {}) {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, SEALWRIGHT_DATA: dataDir, ...options.env };
  const { input } = options;
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd: dir,
    env,
    ...(input === undefined ? {} : { input }),
  });
  return { status, stdout, words: `${stdout.toString('latin1')}${stderr.toString()}` };
}

describe('sealwright seal with the development key', () => {
  it.each(['B-B', 'B-T', 'B-LT', 'B-LTA'])('reaches %s, and says whose key it was', (level) => {
    const before = readFileSync(at('in.pdf'));
    const sealed = run(['seal', 'in.pdf', `${level}.pdf`, '--level', level, '--reason', 'Test']);
    expect(sealed.words).toContain(`PAdES ${level}`);
    expect(sealed.words).toContain('development key');
    expect(sealed.status).toBe(0);
    expect(readFileSync(at('in.pdf'))).toEqual(before);
    const verified = run(['verify', `${level}.pdf`, '--trust', trust, '--document', 'in.pdf', '--json']);
    expect(verified.status).toBe(0);
    const report = JSON.parse(verified.stdout.toString());
    expect([report.verdict, report.signatures[0].level]).toEqual(['valid', level]);
  });

  it('certifies, shows itself, locks fields, and takes a second seal', () => {
    const visible = [
      '--visible',
      '1,72,600,220,70',
      '--certify',
      '2',
      '--name',
      'Zoë Ångström',
      '--location',
      'Turku',
    ];
    expect(run(['seal', 'in.pdf', 'one.pdf', ...visible]).words).toContain('Sealed');
    expect(run(['seal', 'one.pdf', 'two.pdf', '--lock', 'all', '--level', 'B-LT']).words).toContain(
      '1 earlier',
    );
    const report = JSON.parse(run(['verify', 'two.pdf', '--trust', trust, '--json']).stdout.toString());
    expect(report).toMatchObject({
      verdict: 'valid',
      signatures: [{ name: 'Zoë Ångström' }, { level: 'B-LT' }],
    });
    expect(report.signatures[0].docMdp).toMatchObject({ permission: 2, obeyed: true });
    expect(report.signatures[0].modifications).toBe('permitted');
  });

  it('reads standard input and writes standard output, words apart', () => {
    const { status, stdout } = run(['seal', '-', '-'], { input: readFileSync(at('in.pdf')) });
    expect(status).toBe(0);
    writeFileSync(at('piped.pdf'), stdout);
    expect(run(['verify', 'piped.pdf', '--trust', trust]).status).toBe(0);
  });

  it('never writes over its input, nor leaves half a file', () => {
    linkSync(at('in.pdf'), at('link.pdf'));
    for (const output of ['in.pdf', 'link.pdf', './in.pdf']) {
      const { status, words } = run(['seal', 'in.pdf', output]);
      expect([status, words]).toEqual([64, expect.stringContaining('output-is-input')]);
    }
    writeFileSync(at('no.pdf'), 'not a PDF');
    expect(run(['seal', 'no.pdf', 'never.pdf'])).toMatchObject({ status: 1 });
    expect(readdirSync(dir).filter((name) => name.includes('never'))).toEqual([]);
  });

  it.each([
    ['a missing file', ['seal', 'absent.pdf', 'x.pdf'], 64, 'file-unreadable'],
    ['a folder that is not there', ['seal', 'in.pdf', 'no/x.pdf'], 64, 'output-unusable'],
    ['no output', ['seal', 'in.pdf'], 64, 'missing required argument'],
    ['an unknown level', ['seal', 'in.pdf', 'x.pdf', '--level', 'B-X'], 64, 'B-LTA'],
    [
      'a box off the page',
      ['seal', 'in.pdf', 'x.pdf', '--visible', '1,590,10,100,50'],
      64,
      'placement-outside',
    ],
    ['a page that is not there', ['seal', 'in.pdf', 'x.pdf', '--visible', '7,72,72,100,50'], 64, 'no page 7'],
    [
      'a timestamp authority without root',
      ['seal', 'in.pdf', 'x.pdf', '--level', 'B-T', '--tsa', 'http://127.0.0.1:9'],
      64,
      'timestamp-trust-missing',
    ],
  ])('refuses %s', (_, args, status, words) => {
    const result = run(args);
    expect(result.words).toContain(words);
    expect(result.status).toBe(status);
  });

  it('says when no timestamp authority answers, and writes nothing', () => {
    const tsa = ['--tsa', 'http://127.0.0.1:9/', '--tsa', 'http://127.0.0.1:10/', '--tsa-trust', trust];
    const { status, words } = run(['seal', 'in.pdf', 'unstamped.pdf', '--level', 'B-T', ...tsa]);
    expect(status).toBe(1);
    expect(words).toContain('timestamp-unavailable');
    expect(readdirSync(dir)).not.toContain('unstamped.pdf');
  });
});

describe('sealwright renew', () => {
  it('lifts a B-B file to B-LTA, and renews that', () => {
    expect(run(['seal', 'in.pdf', 'plain.pdf']).status).toBe(0);
    const lifted = run(['renew', 'plain.pdf', 'lifted.pdf']);
    expect(lifted.words).toContain('PAdES B-LTA');
    expect(run(['renew', 'lifted.pdf', 'renewed.pdf']).words).toContain('a document timestamp');
    const report = JSON.parse(run(['verify', 'renewed.pdf', '--trust', trust, '--json']).stdout.toString());
    expect(report).toMatchObject({ verdict: 'valid', signatures: [{ level: 'B-LTA' }, {}, {}, {}] });
    expect(readFileSync(at('renewed.pdf')).subarray(0, readFileSync(at('plain.pdf')).length)).toEqual(
      readFileSync(at('plain.pdf')),
    );
  });

  it('refuses a file that nobody signed', () => {
    expect(run(['renew', 'in.pdf', 'x.pdf'])).toMatchObject({ status: 1 });
  });
});

describe('sealwright seal with a key of one’s own', () => {
  const pin = '246813579';
  const modulePath = process.env.PKCS11_MODULE ?? '';
  const conf = at('softhsm2.conf');

  beforeAll(async () => {
    writeFileSync(
      conf,
      `directories.tokendir = ${mkdtempSync(join(dir, 'tokens-'))}\nobjectstore.backend = file\n`,
    );
    process.env.SOFTHSM2_CONF = conf;
    const names = { organisation: 'Acme', rootCommonName: 'Acme root', issuingCommonName: 'Acme issuing' };
    const notBefore = new Date(Date.now() - 60_000);
    const authority = await createDevelopmentAuthority(names, notBefore);
    writeFileSync(at('acme-root.pem'), authority.rootCertificatePem);
    for (const label of ['first token', 'second']) {
      await initialiseToken(modulePath, { label, securityOfficerPin: '97531864', userPin: pin });
      const token = await openToken({ modulePath, uri: `pkcs11:token=${encodeURIComponent(label)}`, pin });
      const { spkiDer } = await token.generateSealKey('seal', 'ecdsa-p256-sha256');
      const leaf = await issueSealCertificate(authority, {
        spkiDer,
        organisation: 'Acme',
        sealCommonName: `Acme ${label}`,
        notBefore,
        notAfter: new Date(Date.now() + 86_400_000),
      });
      writeFileSync(at(`${label}.pem`), leaf + authority.issuingCertificatePem);
      await token.close();
    }
  });

  const surroundings = { PKCS11_MODULE: modulePath, SOFTHSM2_CONF: conf, PKCS11_PIN: pin };

  it.each(['first token', 'second'])('changes from token to token by the URI alone: %s', (label) => {
    const uri = `pkcs11:token=${encodeURIComponent(label)};object=seal`;
    const chains = ['--chain', 'first token.pem', '--chain', 'second.pem'];
    const sealed = run(['seal', 'in.pdf', `${label}.pdf`, '--key', uri, ...chains], { env: surroundings });
    expect(sealed.words).toContain(`Acme ${label}`);
    expect(sealed.words).not.toContain('development');
    const verified = run(['verify', `${label}.pdf`, '--trust', 'acme-root.pem', '--json']);
    expect(JSON.parse(verified.stdout.toString())).toMatchObject({
      verdict: 'valid',
      signatures: [{ signerCommonName: `Acme ${label}` }],
    });
  });

  it.each([
    ['no certificate', ['--key', 'pkcs11:token=second;object=seal'], 1, 'token-certificate-missing'],
    [
      'a level without authority',
      ['--key', 'pkcs11:token=second;object=seal', '--chain', 'second.pem', '--level', 'B-T'],
      64,
      'timestamp-authority-missing',
    ],
    ['a token that is not there', ['--key', 'pkcs11:token=third;object=seal'], 1, 'token-not-found'],
    ['no URI', ['--key', 'second'], 1, 'token-uri-invalid'],
  ])('refuses %s', (_, args, status, words) => {
    const result = run(['seal', 'in.pdf', 'x.pdf', ...args], { env: surroundings });
    expect(result.words).toContain(words);
    expect(result.status).toBe(status);
  });

  it('never asks a token twice with a wrong PIN', () => {
    const env = { ...surroundings, PKCS11_PIN: '000000' };
    const args = ['--key', 'pkcs11:token=second;object=seal', '--chain', 'second.pem'];
    expect(run(['seal', 'in.pdf', 'x.pdf', ...args], { env }).words).toContain('token-pin-wrong');
  });
});
