import { constants, createHash, generateKeyPairSync, verify, X509Certificate } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueDevelopmentChain, type SignatureAlgorithm } from '@sealwright/signing-core';
import { initialiseToken, openToken } from '@sealwright/signing-core/pkcs11';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { JOURNAL_START, type JournalLine } from '../../ports/token-journal.js';
import { FileTokenJournal } from './file-token-journal.js';
import { libraryEnvironment } from './library-environment.js';
import { Pkcs11SealToken } from './pkcs11-seal-token.js';
import { TokenHost, type TokenHostSettings } from './token-host.js';

const dir = mkdtempSync(join(tmpdir(), 'sealwright-hsm-'));
const conf = join(dir, 'softhsm2.conf');
const modulePath = process.env.PKCS11_MODULE ?? '';
const pin = '135792468';
const journalFile = join(dir, 'journal.jsonl');
const before = process.env.SOFTHSM2_CONF;
const entry = new URL('../../../dist/infra/hsm/pkcs11-child.js', import.meta.url);
const purpose = { sealId: 'seal-1', kind: 'document' } as const;
const leaves: Record<string, Uint8Array> = {};
let opened: Pkcs11SealToken | null = null;

async function certify(spkiDer: Uint8Array): Promise<Uint8Array> {
  const names = { organisation: 'T', rootCommonName: 'R', issuingCommonName: 'I', sealCommonName: 'S' };
  const dates = { notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + 86_400_000) };
  const { sealCertificatePem } = await issueDevelopmentChain({ spkiDer, names, ...dates });
  return new Uint8Array(new X509Certificate(sealCertificatePem).raw);
}

beforeAll(async () => {
  mkdirSync(join(dir, 'tokens'));
  writeFileSync(conf, `directories.tokendir = ${join(dir, 'tokens')}\nlog.level = ERROR\n`);
  process.env.SOFTHSM2_CONF = conf;
  await initialiseToken(modulePath, { label: 'hsm-child', securityOfficerPin: '97531864', userPin: pin });
  const token = await openToken({ modulePath, uri: 'pkcs11:token=hsm-child', pin });
  for (const kind of ['ecdsa-p384', 'rsa-3072'] as const) {
    leaves[kind] = await certify((await token.generateSealKey(kind, kind)).spkiDer);
  }
  await token.close();
});

afterEach(async () => {
  await opened?.close();
  opened = null;
});

afterAll(() => {
  if (before === undefined) delete process.env.SOFTHSM2_CONF;
  else process.env.SOFTHSM2_CONF = before;
  rmSync(dir, { recursive: true, force: true });
});

interface Changes extends Partial<TokenHostSettings> {
  readonly readLeafDer?: () => Uint8Array;
}

function open(key: string, { readLeafDer, ...changes }: Changes = {}): Pkcs11SealToken {
  const host = new TokenHost({
    modulePath,
    uri: `pkcs11:token=hsm-child;object=${key}`,
    readPin: () => pin,
    algorithm: null,
    libraryEnvironment: libraryEnvironment(process.env),
    sessionCount: 2,
    journalFile,
    entry,
    ...changes,
  });
  opened = new Pkcs11SealToken(host, readLeafDer ?? (() => leaves[key] ?? new Uint8Array()));
  return opened;
}

describe('the token process', () => {
  it.each<[string, SignatureAlgorithm | null, SignatureAlgorithm, string]>([
    ['ecdsa-p384', null, 'ecdsa-p384-sha384', 'sha384'],
    ['rsa-3072', null, 'rsa-pkcs1-sha256', 'sha256'],
    ['rsa-3072', 'rsa-pss-sha512', 'rsa-pss-sha512', 'sha512'],
  ])('%s, wished %s: signs with %s', async (key, algorithm, expected, digestName) => {
    const token = open(key, { algorithm });
    expect((await token.probe()).algorithm).toBe(expected);
    expect((await token.selfTest()).algorithm).toBe(expected);
    const message = Buffer.from('signed attributes');
    const signature = await token.signDigest(createHash(digestName).update(message).digest(), purpose);
    const { publicKey } = new X509Certificate(leaves[key] ?? new Uint8Array());
    const pss = { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: -1 };
    expect(verify(digestName, message, expected.includes('pss') ? pss : publicKey, signature)).toBe(true);
  });

  it('refuses a digest of another length and a certificate of another key', async () => {
    const token = open('ecdsa-p384');
    await expect(token.signDigest(new Uint8Array(32), purpose)).rejects.toMatchObject({
      code: 'token-request-refused',
    });
    await token.close();
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const foreign = await certify(new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })));
    const mixed = open('ecdsa-p384', { readLeafDer: () => foreign });
    await expect(mixed.signDigest(new Uint8Array(48), purpose)).rejects.toMatchObject({
      code: 'token-certificate-mismatch',
    });
  });

  it('says what a key cannot do instead of sealing otherwise than wished', async () => {
    const token = open('ecdsa-p384', { algorithm: 'rsa-pss-sha256' });
    expect((await token.probe()).algorithm).toBeNull();
    await expect(token.selfTest()).rejects.toMatchObject({ code: 'token-key-unsupported' });
  });

  it('sees the library’s variables and no others of ours', async () => {
    const without = open('ecdsa-p384', { libraryEnvironment: {} });
    await expect(without.probe()).rejects.toMatchObject({ code: /token-(not-found|module-missing)/ });
  });

  it('writes each signature into the journal before it hands it out', async () => {
    const token = open('ecdsa-p384', { journalFile: join(dir, 'one', 'journal.jsonl') });
    const { spkiDer } = await token.selfTest();
    const digests = Array.from({ length: 8 }, (_, index) => Buffer.alloc(48, index + 1));
    const signatures = await Promise.all(
      digests.map((digest, index) => token.signDigest(digest, { sealId: `seal-${index}`, kind: 'document' })),
    );
    const lines = await readJournal(join(dir, 'one', 'journal.jsonl'));
    expect(lines.map(({ fault }) => fault)).toEqual(Array(9).fill(null));
    const [tried, ...made] = lines.map(({ entry: found }) => found);
    expect(tried).toMatchObject({
      n: 1,
      algorithm: 'ecdsa-p384-sha384',
      purpose: { kind: 'self-test', id: 'seal-key' },
      keyFingerprintSha256Hex: sha256Hex(spkiDer),
    });
    for (const [index, signature] of signatures.entries()) {
      expect(made.find((one) => one?.purpose.id === `seal-${index}`)).toMatchObject({
        purpose: { kind: 'document' },
        digestHex: digests[index]?.toString('hex'),
        signatureSha256Hex: sha256Hex(signature),
      });
    }
  });

  it('hands out no signature that it could not write down', async () => {
    writeFileSync(join(dir, 'a-file'), '');
    const token = open('ecdsa-p384', { journalFile: join(dir, 'a-file', 'journal.jsonl') });
    await token.probe();
    for (const work of [() => token.signDigest(new Uint8Array(48), purpose), () => token.selfTest()]) {
      await expect(work()).rejects.toMatchObject({ code: 'token-journal-unwritable' });
    }
  });

  it('goes on with the journal after the token process was killed', async () => {
    const file = join(dir, 'two', 'journal.jsonl');
    const token = open('ecdsa-p384', { journalFile: file });
    await token.selfTest();
    await token.close();
    appendFileSync(file, '{"n":2,"torn');
    await token.signDigest(new Uint8Array(48), purpose);
    const lines = await readJournal(file);
    expect(lines.map(({ entry: found, fault }) => [found?.purpose.kind, fault])).toEqual([
      ['self-test', null],
      ['document', null],
    ]);
  });
});

async function readJournal(file: string): Promise<JournalLine[]> {
  const lines: JournalLine[] = [];
  for await (const line of new FileTokenJournal(file).read(JOURNAL_START)) lines.push(line);
  return lines;
}

function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
