import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repositoryPath } from '../platform/repository.js';

const dir = mkdtempSync(join(tmpdir(), 'sealwright-token-'));
const label = 'Büro #1';
const token = 'pkcs11:token=B%C3%BCro%20%231';
const pin = '87654321';
const file = (name: string) => join(dir, name);
const kinds = ['ecdsa-p256', 'ecdsa-p384', 'rsa-3072', 'rsa-4096'];

/** The command as a person runs it: built, in a process of its own, with nothing but a library named. */
function run(args: string[], input = '') {
  const env = {
    PATH: process.env.PATH ?? '',
    PKCS11_MODULE: process.env.PKCS11_MODULE ?? '',
    SOFTHSM2_CONF: file('softhsm2.conf'),
  };
  const main = repositoryPath('apps/cli/dist/main.js');
  return spawnSync(process.execPath, [main, 'token', ...args], { env, input, encoding: 'utf8' });
}

function openssl(...args: string[]): string {
  const { stdout, stderr } = spawnSync('openssl', args, { cwd: dir, encoding: 'utf8' });
  return stdout + stderr;
}

const keyed = (object: string) => ['--key', `${token};object=${object}`, '--pin-file', file('pin')];

beforeAll(() => {
  mkdirSync(file('tokens'));
  writeFileSync(file('softhsm2.conf'), `directories.tokendir = ${file('tokens')}\nlog.level = ERROR\n`);
  writeFileSync(file('so-pin'), '11111111\n', { mode: 0o600 });
  writeFileSync(file('pin'), `${pin}\n`, { mode: 0o600 });
  const made = run(['init', '--label', label, '--so-pin-file', file('so-pin'), '--pin-file', '-'], pin);
  expect(made.stderr).toBe('');
  for (const kind of kinds) expect(run(['generate', ...keyed(kind), '--algorithm', kind]).status).toBe(0);
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('sealwright token', () => {
  it('lists slots, keys, certificates and mechanisms, private keys only after a login', () => {
    const seen = JSON.parse(run(['list', '--json', ...keyed('rsa-3072')]).stdout).tokens[0];
    expect(seen).toMatchObject({ label, loggedIn: true, soft: true });
    expect(seen.keys.map((key: { kind: string }) => key.kind).sort()).toEqual(kinds);
    expect(seen.mechanisms).toContain('CKM_ECDSA');
    const outside = JSON.parse(run(['list', '--json']).stdout).tokens[0];
    expect(outside.loggedIn).toBe(false);
    expect(run(['list', ...keyed('rsa-3072')]).stdout).toMatch(/"rsa-3072"\s+rsa-3072\s+rsa-pkcs1 rsa-pss/);
  });

  it('inspects: 0 cannot be exported, 2 could not be found out', () => {
    const inspected = run(['inspect', ...keyed('ecdsa-p384')]);
    expect(inspected.status).toBe(0);
    expect(inspected.stdout).toContain('This key cannot be exported: every attempt was refused.');
    expect(inspected.stdout).toContain('What the maker allows (SoftHSM project)');
    expect(run(['inspect', ...keyed('nothing')]).status).toBe(2);
  });

  it('tests itself with everything the key can do', () => {
    const { algorithms } = JSON.parse(run(['self-test', '--json', ...keyed('rsa-4096')]).stdout);
    expect(algorithms.map(({ algorithm }: { algorithm: string }) => algorithm)).toHaveLength(6);
    const wrong = run(['self-test', ...keyed('rsa-4096'), '--algorithm', 'ecdsa-p256-sha256']);
    expect(wrong.stderr).toContain('rsa-4096 cannot sign with ecdsa-p256-sha256. It can make: rsa-pkcs1');
  });

  it.each(kinds)('%s: request, certificate, import', (kind) => {
    const request = ['csr', ...keyed(kind), '--common-name', `Seal ${kind}`, '--out', file('request')];
    expect(run(request).status).toBe(0);
    expect(openssl('req', '-in', 'request', '-verify', '-noout')).toContain('verify OK');
    makeAuthority();
    openssl('x509', '-req', '-in', 'request', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-out', 'leaf.pem');
    openssl(
      'crl2pkcs7',
      '-nocrl',
      '-certfile',
      'ca.pem',
      '-certfile',
      'leaf.pem',
      '-outform',
      'DER',
      '-out',
      'b.p7b',
    );
    const imported = run([
      'import-certificate',
      file('b.p7b'),
      ...keyed(kind),
      ...['--trust', file('ca.pem'), '--chain-file', file('chain.pem')],
    ]);
    expect(imported.stderr).toBe('');
    expect(readFileSync(file('chain.pem'), 'utf8').match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    const listed = run(['list', ...keyed(kind)]).stdout;
    expect(listed).toMatch(new RegExp(`"${kind}"\\s+of key "${kind}"\\s+until`));
  });

  it('refuses a certificate of another key, an ended one, and one without signing usage', () => {
    makeAuthority();
    run(['csr', ...keyed('ecdsa-p256'), '--common-name', 'Seal', '--out', file('request')]);
    writeFileSync(file('usage'), 'keyUsage=critical,keyEncipherment\n');
    const sign = ['x509', '-req', '-in', 'request', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-out', 'bad.pem'];
    openssl(...sign, '-extfile', 'usage');
    const attempt = (key: string) => run(['import-certificate', file('bad.pem'), ...keyed(key)]).stderr;
    expect(attempt('ecdsa-p256')).toMatch(/does not allow its key to sign.*certificate-unusable/);
    expect(attempt('ecdsa-p384')).toContain('certificate-other-key');
    openssl(...sign, '-days', '-1');
    expect(attempt('ecdsa-p256')).toMatch(/ended on|valid only from/);
  });

  it('certifies a key for trying out, so that its URI alone is enough', () => {
    const certify = ['--development-certificate', '--data', file('data')];
    const made = run(['generate', ...keyed('trial'), ...certify, '--json']);
    expect(made.stderr).toBe('');
    expect(readFileSync(JSON.parse(made.stdout).trustFile, 'utf8')).toContain('BEGIN CERTIFICATE');
    expect(run(['list', ...keyed('trial')]).stdout).toMatch(/"trial"\s+of key "trial"\s+until/);
  });

  it('makes a log key that tests itself and never seals', () => {
    const made = run(['generate', ...keyed('log-1'), '--purpose', 'log', '--json']);
    expect(JSON.parse(made.stdout)).toMatchObject({ kind: 'ed25519', uri: `${token};object=log-1` });
    expect(run(['self-test', ...keyed('log-1')]).stdout).toMatch(/ed25519\s+signed and verified/);
    const p256 = ['--algorithm', 'ecdsa-p256'];
    expect(run(['generate', ...keyed('log-2'), '--purpose', 'log', ...p256]).stdout).toContain(
      'LOG_KEY_URIS',
    );
    expect(run(['self-test', ...keyed('log-2')]).stdout).toContain('signed and verified');
    expect(run(['generate', ...keyed('trial-2'), '--purpose', 'log']).stderr).toContain('token-key-purpose');
    expect(run(['generate', ...keyed('log-3')]).stderr).toContain('token-key-purpose');
    const wrong = run(['generate', ...keyed('log-4'), '--purpose', 'log', '--algorithm', 'rsa-3072']);
    expect([wrong.status, wrong.stderr]).toEqual([64, expect.stringContaining('key-kind-wrong')]);
  });

  it('wipes a token in use only when its label is typed out', () => {
    const [{ slotId }] = JSON.parse(run(['list', '--json']).stdout).tokens;
    const again = (...more: string[]) =>
      run([
        ...['init', '--slot', String(slotId), '--label', 'new'],
        ...['--so-pin-file', file('so-pin'), '--pin-file', file('pin'), ...more],
      ]);
    expect(again().stderr).toMatch(/in use: it shows 7 public keys.*token-holds-keys/);
    expect(again('--force').stderr).toContain('label-not-confirmed');
    expect(again('--force', '--confirm-label', 'Buro #1').stderr).toContain('label-not-confirmed');
    expect(run(['self-test', ...keyed('ecdsa-p256')]).status).toBe(0);
    expect(again('--force', '--confirm-label', label).status).toBe(0);
    expect(run(['self-test', ...keyed('ecdsa-p256')]).stderr).toContain('token-not-found');
  });
});

function makeAuthority(): void {
  const subject = ['-subj', '/CN=Test CA', '-days', '30'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'ca.key'];
  openssl('req', '-x509', ...key, '-out', 'ca.pem', ...subject);
}
