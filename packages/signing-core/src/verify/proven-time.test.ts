import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { implicitSetOf } from '../asn1/der.js';
import { ATTRIBUTE_OID } from '../asn1/object-identifiers.js';
import { addDocumentTimestamp } from '../seal/add-document-timestamp.js';
import { addValidationData } from '../seal/add-validation-data.js';
import { sealPdf } from '../seal/seal-pdf.js';
import { createDatedTrust, type DatedTrust } from '../testing/dated-trust.js';
import { samplePdf } from '../testing/index.js';
import { attribute, signByHand } from '../testing/signed-by-hand.js';
import { verifyPdf } from './verify-pdf.js';

const at = (text: string): Date => new Date(`${text}Z`);
const year2026 = { notBefore: at('2026-01-01T00:00:00'), notAfter: at('2027-01-01T00:00:00') };
const stampedAt = at('2026-03-01T12:00:05');

let trust: DatedTrust;

beforeAll(async () => {
  trust = await createDatedTrust(year2026, { ...year2026, notAfter: at('2030-01-01T00:00:00') });
});

const options = { name: 'Acme', reason: 'Sealed', signedAt: at('2026-03-01T12:00:00') };
const plain = () => sealPdf(samplePdf(), options, trust.signer);
const stamped = (time = stampedAt) =>
  sealPdf(samplePdf(), options, trust.signer, { level: 'B-T', timestamper: trust.stampAt(time) });
const verify = (bytes: Uint8Array, more: { at?: Date } = {}) =>
  verifyPdf(bytes, { trustedRootsPem: [trust.rootPem], ...more });
const failed = async (bytes: Uint8Array, more: { at?: Date } = {}) =>
  (await verify(bytes, more)).checks.filter(({ state }) => state === 'fail').map(({ id }) => id);
const codes = (report: Awaited<ReturnType<typeof verify>>) =>
  report.signatures[0]?.findings.map(({ code }) => code);
const dts = async (bytes: Uint8Array, time: string) =>
  (await addDocumentTimestamp(bytes, trust.stampAt(at(time)))).bytes;

const digest = (value: Uint8Array) => new Uint8Array(createHash('sha256').update(value).digest());

/** A token over `digest`, whatever it is put on. */
const tokenOver = async (digest: Uint8Array, time = stampedAt, of = trust) =>
  (await of.stampAt(time)({ digestAlgorithm: 'sha256', digest })).der;

describe('the time a signature is judged at', () => {
  it('is what a trusted timestamp proves, also when the certificate has ended since', async () => {
    const later = at('2029-01-01T00:00:00');
    const report = await verify(await stamped(), { at: later });
    expect(report.verdict).toBe('valid');
    expect(report.signatures[0]).toMatchObject({
      judgedBy: 'proven-time',
      judgedAt: stampedAt,
      provenTime: { time: stampedAt, source: 'signature-timestamp', authorityCommonName: 'Dated TSA' },
    });
    expect(await failed(await plain(), { at: later })).toEqual(['signature-1.certificate']);
  });

  it('is the claimed one without a timestamp, and says that nobody proves it', async () => {
    const report = await verify(await plain());
    expect(report.signatures[0]).toMatchObject({ judgedBy: 'claimed-time', provenTime: null });
    expect(codes(report)).toContain('no-proven-time');
  });

  it('contradicts a claimed time that lies after it', async () => {
    const early = at('2026-02-01T00:00:00');
    const bytes = await signByHand(trust.signer, { timestamp: (value) => tokenOver(digest(value), early) });
    expect(codes(await verify(bytes))).toContain('claimed-time-contradicted');
    expect(codes(await verify(await stamped()))).not.toContain('claimed-time-contradicted');
  });

  it('is the one of a later document timestamp when the signature has none', async () => {
    const report = await verify(await dts(await plain(), '2026-04-01T00:00:00'), {
      at: at('2029-01-01T00:00:00'),
    });
    expect(report.signatures[0]).toMatchObject({
      judgedBy: 'proven-time',
      provenTime: { time: at('2026-04-01T00:00:00'), source: 'document-timestamp' },
    });
    expect(report.verdict).toBe('valid');
  });

  it('is not proven by a document timestamp that came before the signature', async () => {
    const { bytes } = await addDocumentTimestamp(samplePdf(), trust.stampAt(at('2026-02-01T00:00:00')));
    const { signatures } = await verify(await sealPdf(bytes, options, trust.signer));
    expect(signatures.map(({ kind, provenTime }) => [kind, provenTime?.time ?? null])).toEqual([
      ['document-timestamp', at('2026-02-01T00:00:00')],
      ['signature', null],
    ]);
  });

  it('is no better than claimed when nobody knows the timestamp authority', async () => {
    const stranger = await createDatedTrust(year2026);
    const bytes = await signByHand(trust.signer, {
      timestamp: (value) => tokenOver(digest(value), stampedAt, stranger),
    });
    const report = await verify(bytes);
    expect(report.signatures[0]).toMatchObject({ judgedBy: 'claimed-time', provenTime: null, level: 'B-T' });
    expect(report.checks).toContainEqual(
      expect.objectContaining({ id: 'signature-1.timestamp-authority', state: 'warn' }),
    );
  });

  it('is not proven by an authority whose certificate has ended, unless a later one covers it', async () => {
    const short = await createDatedTrust(year2026);
    const seal = await sealPdf(samplePdf(), options, short.signer, {
      level: 'B-T',
      timestamper: short.stampAt(stampedAt),
    });
    const later = { trustedRootsPem: [short.rootPem, trust.rootPem], at: at('2028-01-01T00:00:00') };
    expect((await verifyPdf(seal, later)).signatures[0]).toMatchObject({
      provenTime: null,
      certificate: 'invalid',
    });
    const kept = await dts(seal, '2026-12-01T00:00:00');
    expect((await verifyPdf(kept, later)).signatures[0]).toMatchObject({
      provenTime: { time: stampedAt },
      certificate: 'trusted',
    });
  });
});

describe('document timestamps', () => {
  it('keep an older one good whose certificate has ended since', async () => {
    const short = await createDatedTrust(year2026);
    const older = await addDocumentTimestamp(await plain(), short.stampAt(at('2026-04-01T00:00:00')));
    const roots = { trustedRootsPem: [trust.rootPem, short.rootPem], at: at('2028-01-01T00:00:00') };
    expect((await verifyPdf(older.bytes, roots)).signatures[0]?.provenTime).toBeNull();
    const renewed = await dts(older.bytes, '2026-11-01T00:00:00');
    expect((await verifyPdf(renewed, roots)).signatures[0]?.provenTime?.time).toEqual(
      at('2026-04-01T00:00:00'),
    );
  });

  it('do not save an older one whose key was lost before they were made', async () => {
    const second = await createDatedTrust(year2026);
    const lost = {
      serialNumberHex: trust.timestampSerialHex,
      revokedAt: at('2026-06-01T00:00:00'),
      reasonCode: 1,
    };
    const lists = await trust.validationData(at('2026-07-01T00:00:00'), [lost]);
    const later = await addDocumentTimestamp(await stamped(), second.stampAt(at('2026-08-01T00:00:00')));
    const { bytes } = addValidationData(later.bytes, lists);
    const report = await verifyPdf(bytes, { trustedRootsPem: [trust.rootPem, second.rootPem] });
    expect(report.signatures[0]?.provenTime?.time).toEqual(at('2026-08-01T00:00:00'));
  });
});

describe('timestamps that lie', () => {
  it('are invalid when made for something else (copied timestamp)', async () => {
    const bytes = await signByHand(trust.signer, { timestamp: () => tokenOver(new Uint8Array(32)) });
    expect(await failed(bytes)).toEqual(['signature-1.timestamp']);
    expect((await verify(bytes)).verdict).toBe('invalid');
  });

  it('are invalid when they are no timestamp at all', async () => {
    const bytes = await signByHand(trust.signer, { timestamp: async () => Buffer.from('3003020101', 'hex') });
    expect(await failed(bytes)).toEqual(['signature-1.timestamp']);
  });

  it('are each judged when they come in attributes of their own', async () => {
    const other = new Uint8Array(32);
    const attributes = [stampedAt, at('2026-03-01T12:00:06')].map(async (time) =>
      attribute(ATTRIBUTE_OID.signatureTimestamp, await tokenOver(other, time)),
    );
    const trailing = [implicitSetOf(1, await Promise.all(attributes))];
    const wrong = ['signature-1.timestamp', 'signature-1.timestamp'];
    expect(await failed(await signByHand(trust.signer, { trailing }))).toEqual(wrong);
  });

  it('are invalid when signed by a certificate for something else', async () => {
    const wrong = await createDatedTrust(year2026);
    const bytes = await signByHand(wrong.signer, {
      timestamp: async (value) =>
        (await wrong.stampWithSealKey(stampedAt)({ digestAlgorithm: 'sha256', digest: digest(value) })).der,
    });
    const report = await verifyPdf(bytes, { trustedRootsPem: [wrong.rootPem] });
    expect(report.checks).toContainEqual(
      expect.objectContaining({ id: 'signature-1.timestamp', state: 'fail' }),
    );
  });

  it('are invalid when later than a timestamp that covers them', async () => {
    expect(await failed(await dts(await stamped(), '2026-02-01T00:00:00'))).toEqual([
      'signature-1.timestamp-order',
    ]);
    const twice = await dts(await dts(await plain(), '2026-05-01T00:00:00'), '2026-04-01T00:00:00');
    expect(await failed(twice)).toEqual(['signature-2.timestamp-order']);
  });

  it('are invalid when moved to another file (document timestamp)', async () => {
    const one = await dts(await plain(), '2026-05-01T00:00:00');
    const elsewhere = await sealPdf(samplePdf(), { ...options, reason: 'SEALED' }, trust.signer);
    const other = await dts(elsewhere, '2026-05-01T00:00:00');
    const pattern = /SubFilter \/ETSI.RFC3161\s+\/ByteRange\s*\[[^\]]+\]\s*\/Contents\s*<([0-9a-f]+)>/;
    const text = Buffer.from(one).toString('latin1');
    const token = pattern.exec(Buffer.from(other).toString('latin1'))?.[1] ?? '';
    const moved = Buffer.from(text.replace(pattern.exec(text)?.[1] ?? '?', token), 'latin1');
    expect(moved.length).toBe(one.length);
    expect(await failed(moved)).toEqual(['signature-2.timestamp']);
    expect((await verify(moved)).signatures[1]).toMatchObject({
      integrity: 'broken',
      certificate: 'invalid',
    });
  });
});

describe('a document timestamp that calls itself a signature', () => {
  /** As early programs wrote it: the token is genuine, over exactly these bytes. */
  const misnamed = async (): Promise<Buffer> => {
    const text = Buffer.from(await dts(await plain(), '2026-05-01T00:00:00')).toString('latin1');
    const dictionaryAt = text.lastIndexOf('/Type /DocTimeStamp');
    const renamed = `${text.slice(0, dictionaryAt)}/Type /Sig         ${text.slice(dictionaryAt + 19)}`;
    const [, , gapStart = 0, gapEnd = 0] =
      /ByteRange\s*\[\s*(\d+) (\d+) (\d+)/.exec(renamed.slice(dictionaryAt))?.map(Number) ?? [];
    const signed = Buffer.from(renamed.slice(0, gapStart) + renamed.slice(gapEnd), 'latin1');
    const token = Buffer.from(await tokenOver(digest(signed), at('2026-05-01T00:00:00'))).toString('hex');
    const contents = token.padEnd(gapEnd - gapStart - 2, '0');
    return Buffer.from(`${renamed.slice(0, gapStart)}<${contents}>${renamed.slice(gapEnd)}`, 'latin1');
  };

  it('proves its time, which is said, and lifts no level', async () => {
    const report = await verify(await misnamed());
    expect(report).toMatchObject({
      verdict: 'valid',
      signatures: [
        { level: 'B-B', provenTime: { source: 'document-timestamp' } },
        { kind: 'document-timestamp', integrity: 'intact', level: null },
      ],
    });
    expect(report.checks).toContainEqual(
      expect.objectContaining({ id: 'signature-2.timestamp-type', state: 'warn' }),
    );
  });

  it('is broken by a changed byte as any other', async () => {
    const bytes = await misnamed();
    bytes[bytes.lastIndexOf('%%EOF')] = 0x24;
    expect((await verify(bytes)).verdict).toBe('invalid');
  });
});

describe('revocation', () => {
  const revokedAt = at('2026-06-01T00:00:00');
  const revokedLists = async (serialNumberHex: string, when = revokedAt) =>
    trust.validationData(at('2026-07-01T00:00:00'), [{ serialNumberHex, revokedAt: when, reasonCode: 1 }]);

  it('does not matter when it came after the proven time, and is said', async () => {
    const bytes = addValidationData(await stamped(), await revokedLists(trust.sealSerialHex)).bytes;
    const report = await verify(bytes);
    expect(report.verdict).toBe('valid');
    expect(report.signatures[0]?.revocation).toBe('good');
    expect(codes(report)).toContain('revocation-after-signing');
  });

  it('counts whenever it came, when the time is only claimed', async () => {
    const bytes = addValidationData(await plain(), await revokedLists(trust.sealSerialHex)).bytes;
    expect(await failed(bytes)).toEqual(['signature-1.revocation']);
    expect((await verify(bytes)).signatures[0]?.revocation).toBe('revoked');
  });

  it('counts when it came before the proven time', async () => {
    const lists = await revokedLists(trust.sealSerialHex, at('2026-02-01T00:00:00'));
    expect(await failed(addValidationData(await stamped(), lists).bytes)).toEqual(['signature-1.revocation']);
  });

  it('of the timestamp authority, for a lost key, takes its proof away', async () => {
    const bytes = addValidationData(await stamped(), await revokedLists(trust.timestampSerialHex)).bytes;
    const report = await verify(bytes);
    expect(report.signatures[0]).toMatchObject({ provenTime: null, judgedBy: 'claimed-time' });
  });

  it('of the timestamp authority, because it was replaced, only takes later tokens away', async () => {
    const superseded = (revokedAt: Date) =>
      trust.validationData(at('2026-07-01T00:00:00'), [
        { serialNumberHex: trust.timestampSerialHex, revokedAt, reasonCode: 4 },
      ]);
    const timeAfter = async (revokedAt: Date) => {
      const { bytes } = addValidationData(await stamped(), await superseded(revokedAt));
      return (await verify(bytes)).signatures[0]?.provenTime?.time ?? null;
    };
    expect(await timeAfter(at('2026-05-01T00:00:00'))).toEqual(stampedAt);
    expect(await timeAfter(at('2026-02-01T00:00:00'))).toBeNull();
  });

  it('of the timestamp authority does not matter when a later timestamp proves that the token is older', async () => {
    const lists = await revokedLists(trust.timestampSerialHex);
    const second = await createDatedTrust(year2026);
    const covered = addDocumentTimestamp(await stamped(), second.stampAt(at('2026-05-01T00:00:00')));
    const bytes = addValidationData((await covered).bytes, lists).bytes;
    const report = await verifyPdf(bytes, { trustedRootsPem: [trust.rootPem, second.rootPem] });
    expect(report.signatures[0]?.provenTime).toMatchObject({ time: stampedAt });
  });
});
