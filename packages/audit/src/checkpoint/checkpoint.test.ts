import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../digest.js';
import { EMPTY_ROOT } from '../merkle/tree-hashes.js';
import { formatCheckpoint, parseCheckpoint } from './checkpoint-text.js';
import { rawEcdsaSignature } from './ecdsa-signature.js';
import { ecdsaNoteSigner, signNote } from './sign-note.js';
import { formatSignedNote, parseSignedNote } from './signed-note.js';
import { ecdsaSigner, ed25519Signer, witnessSigner } from './testing/note-keys.js';
import { formatVerifierKey, makeVerifierKey, parseVerifierKey } from './verifier-key.js';
import { verifyCheckpoint } from './verify-checkpoint.js';
import { verifyNote } from './verify-note.js';
import { addCosignatures, formatWitnessRequest } from './witness-exchange.js';

const origin = 'log.example/sealwright';
const root = sha256(Uint8Array.of(1));
const text = formatCheckpoint({ origin, head: { size: 42, root }, extensions: [] });

describe('signed notes', () => {
  // From the documentation of Go's golang.org/x/mod/sumdb/note.
  const vkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  const goNote =
    'If you think cryptography is the answer to your problem,\n' +
    "then you don't know what your problem is.\n\n" +
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

  it('of Go verify, and are written back byte for byte', async () => {
    const key = parseVerifierKey(vkey);
    const note = parseSignedNote(new TextEncoder().encode(goNote));
    expect(await verifyNote(note, [key])).toMatchObject({ verdict: 'verified' });
    expect(formatSignedNote(note)).toBe(goNote);
    expect(formatVerifierKey(key)).toBe(vkey);
    const bent = { ...note, text: note.text.replace('think', 'thank') };
    expect(await verifyNote(bent, [key])).toMatchObject({ verdict: 'bad-signature' });
    expect(await verifyNote(note, [])).toEqual({ verdict: 'unknown-signers' });
  });

  it.each([
    ['no signature', 'text\n'],
    ['no blank line', 'text\n— a AAAAAAA=\n'],
    ['a control character', 'te\tt\n\n— a AAAAAAA=\n'],
    ['a carriage return', 'text\r\n\n— a AAAAAAA=\n'],
    ['a hyphen for the dash', 'text\n\n- a AAAAAAA=\n'],
    ['a name with a plus', 'text\n\n— a+b AAAAAAA=\n'],
    ['no name', 'text\n\n—  AAAAAAA=\n'],
    ['a key id alone', 'text\n\n— a AAAAAA==\n'],
    ['a second spelling of Base64', 'text\n\n— a AAAAAAB=\n'],
    ['Base64 without padding', 'text\n\n— a AAAAAAA\n'],
    ['no last newline', 'text\n\n— a AAAAAAA='],
    ['129 signatures', `text\n\n${'— a AAAAAAA=\n'.repeat(129)}`],
  ])('refuse %s', (_name, note) => {
    expect(() => parseSignedNote(note)).toThrow(expect.objectContaining({ code: 'note-unreadable' }));
  });

  it('may have empty lines in their text', () => {
    const note = parseSignedNote('one\n\ntwo\n\n— a AAAAAAA=\n');
    expect(note).toMatchObject({ text: 'one\n\ntwo\n', signatures: [{ name: 'a' }] });
  });

  it('refuse bytes that are not UTF-8', () => {
    expect(() => parseSignedNote(Uint8Array.of(0xff, 0x0a))).toThrow(
      expect.objectContaining({ code: 'note-unreadable' }),
    );
  });

  it.each([
    ['another id', vkey.replace('c74f20a3', 'c74f20a4')],
    ['a type nobody knows', 'PeterNeumann+c74f20a3+CRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['a short key', 'PeterNeumann+c74f20a3+ARpc2Q=='],
    ['no key', 'PeterNeumann+c74f20a3'],
  ])('have no key with %s', (_name, wrong) => {
    expect(() => parseVerifierKey(wrong)).toThrow(expect.objectContaining({ code: 'note-key-invalid' }));
  });
});

describe('signing', () => {
  it.each([
    ['Ed25519', ed25519Signer(origin)],
    ['ECDSA P-256', ecdsaSigner(origin)],
  ])('%s: verifies with the written key and with no other text', async (_name, signer) => {
    const note = await signNote(text, [signer]);
    const policy = { origin, logKeys: [parseVerifierKey(formatVerifierKey(signer.key))] };
    expect(await verifyCheckpoint(note, policy)).toMatchObject({
      verdict: 'trusted',
      checkpoint: { head: { size: 42 } },
    });
    expect(await verifyCheckpoint(note.replace('42', '41'), policy)).toMatchObject({ code: 'bad-signature' });
  });

  it('of a digest: the token gets SHA-256 of the text, as openssl signs it', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const dir = mkdtempSync(join(tmpdir(), 'sealwright-note-'));
    try {
      writeFileSync(join(dir, 'key.pem'), privateKey.export({ type: 'sec1', format: 'pem' }), {
        mode: 0o600,
      });
      const spkiDer = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
      const signer = ecdsaNoteSigner(origin, spkiDer, async (digest) => {
        writeFileSync(join(dir, 'digest'), digest);
        const args = ['pkeyutl', '-sign', '-inkey', 'key.pem', '-in', 'digest', '-out', 'signature'];
        execFileSync('openssl', args, { cwd: dir });
        return new Uint8Array(readFileSync(join(dir, 'signature')));
      });
      const note = await signNote(text, [signer]);
      expect(await verifyCheckpoint(note, { origin, logKeys: [signer.key] })).toMatchObject({
        verdict: 'trusted',
      });
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('never lets a wrong signature out', async () => {
    const { key } = ed25519Signer(origin);
    const broken = { key, sign: async () => new Uint8Array(64) };
    await expect(signNote(text, [broken])).rejects.toMatchObject({ code: 'note-signing-failed' });
  });

  it('with two keys while one is replaced: readers of either accept it', async () => {
    const [old, fresh] = [ed25519Signer(origin), ecdsaSigner(origin)];
    const note = await signNote(text, [old, fresh]);
    for (const { key } of [old, fresh]) {
      expect(await verifyCheckpoint(note, { origin, logKeys: [key] })).toMatchObject({ verdict: 'trusted' });
    }
  });

  it('writes DER to the letter, or it is no signature', () => {
    const valid = Uint8Array.from([0x30, 6, 2, 1, 1, 2, 1, 2]);
    expect(rawEcdsaSignature(valid)?.at(-1)).toBe(2);
    const padded = Uint8Array.from([0x30, 7, 2, 2, 0, 1, 2, 1, 2]);
    const negative = Uint8Array.from([0x30, 6, 2, 1, 0x81, 2, 1, 2]);
    const trailing = Uint8Array.from([0x30, 6, 2, 1, 1, 2, 1, 2, 0]);
    for (const der of [padded, negative, trailing]) expect(rawEcdsaSignature(der)).toBeNull();
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (der) => void rawEcdsaSignature(der)));
  });
});

describe('checkpoints', () => {
  it.each([
    ['a leading zero', text.replace('42', '042')],
    ['a size beyond 2^53', text.replace('42', '9007199254740992')],
    ['a negative size', text.replace('42', '-1')],
    ['a short root', `${origin}\n42\nAAAA\n`],
    ['a missing line', `${origin}\n42\n`],
    ['an empty line', `${text}\n`],
    ['an empty tree with a root', text.replace('42', '0')],
  ])('refuse %s', (_name, wrong) => {
    expect(() => parseCheckpoint(wrong)).toThrow(expect.objectContaining({ code: 'checkpoint-unreadable' }));
  });

  it('may carry lines we do not know, and an empty tree', () => {
    expect(parseCheckpoint(`${text}extra\n`).extensions).toEqual(['extra']);
    const empty = formatCheckpoint({ origin, head: { size: 0, root: EMPTY_ROOT }, extensions: [] });
    expect(parseCheckpoint(empty).head.size).toBe(0);
    expect(() => formatCheckpoint({ origin: 'a\n9', head: { size: 1, root }, extensions: [] })).toThrow();
  });

  it('of another log, by another key, and by nobody are rejected', async () => {
    const signer = ed25519Signer(origin);
    const note = await signNote(text, [signer]);
    const policy = { origin, logKeys: [signer.key] };
    expect(await verifyCheckpoint(note, { ...policy, origin: 'other.example' })).toMatchObject({
      code: 'other-origin',
    });
    expect(await verifyCheckpoint(note, { origin, logKeys: [ed25519Signer(origin).key] })).toMatchObject({
      code: 'not-signed',
    });
    expect(await verifyCheckpoint('nonsense', policy)).toMatchObject({ code: 'unreadable' });
  });
});

describe('witnesses', () => {
  const log = ed25519Signer(origin);
  const witnesses = ['w1.example', 'w2.example'].map((name) => witnessSigner(name));
  const keys = witnesses.map(({ key }) => key);
  const answers = witnesses.map(async (witness) => (await signNote(text, [witness])).split('\n\n')[1] ?? '');

  it('are counted, each key once, with the time they state', async () => {
    const note = await signNote(text, [log]);
    const [first = '', second = ''] = await Promise.all(answers);
    const policy = { origin, logKeys: [log.key], witnesses: keys, requiredWitnesses: 2 };
    expect(await verifyCheckpoint(note, policy)).toMatchObject({ code: 'too-few-witnesses' });
    const one = await addCosignatures(note, first + first, keys);
    expect(one.added).toHaveLength(1);
    expect(await verifyCheckpoint(one.signedCheckpoint, policy)).toMatchObject({ code: 'too-few-witnesses' });
    const two = await addCosignatures(one.signedCheckpoint, second, keys);
    const finding = await verifyCheckpoint(two.signedCheckpoint, policy);
    expect(finding).toMatchObject({ verdict: 'trusted' });
    if (finding.verdict === 'trusted') {
      expect(finding.cosignedBy.map((one) => one.timestampSeconds)).toEqual([1_790_000_000, 1_790_000_000]);
    }
  });

  it('with one key under two names are one witness', async () => {
    const [witness] = witnesses;
    if (witness === undefined) throw new Error('no witness');
    const twin = {
      key: makeVerifierKey('w9.example', 'cosignature', witness.key.publicKey),
      sign: witness.sign,
    };
    const note = await signNote(text, [log, witness, twin]);
    const policy = { origin, logKeys: [log.key], witnesses: [witness.key, twin.key] };
    expect(await verifyCheckpoint(note, policy)).toMatchObject({ verdict: 'trusted' });
    expect(await verifyCheckpoint(note, { ...policy, requiredWitnesses: 2 })).toMatchObject({
      code: 'too-few-witnesses',
    });
  });

  it('cannot speak for others, for another tree or with noise', async () => {
    const note = await signNote(text, [log]);
    const [first = ''] = await Promise.all(answers);
    const stranger = (await signNote(text, [witnessSigner('w1.example')])).split('\n\n')[1] ?? '';
    const other = (await signNote(text.replace('42', '43'), witnesses)).split('\n\n')[1] ?? '';
    for (const answer of [stranger, other, 'HTTP 500', first.replace('w1', 'w2'), '']) {
      expect((await addCosignatures(note, answer, keys)).signedCheckpoint).toBe(note);
    }
  });

  it('are asked in the words of tlog-witness', () => {
    expect(formatWitnessRequest(7, [new Uint8Array(32)], 'note')).toBe(
      'old 7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\nnote',
    );
    expect(formatWitnessRequest(0, [], 'note')).toBe('old 0\n\nnote');
  });
});
