import { describe, expect, it } from 'vitest';
import { SIGNATURE_ALGORITHMS } from '../keys/digest-signer.js';
import { addDocumentTimestamp } from '../seal/add-document-timestamp.js';
import { addValidationData } from '../seal/add-validation-data.js';
import { sealPdf } from '../seal/seal-pdf.js';
import { createDatedTrust } from '../testing/dated-trust.js';
import { samplePdf, softwareSigner } from '../testing/index.js';
import { checkTokenForm } from '../timestamp/check-token-form.js';
import { readPemBlocks } from '../x509/read-pem.js';
import { readSeals } from './read-seals.js';
import { verifyPdf } from './verify-pdf.js';

const at = (text: string): Date => new Date(`${text}Z`);
const options = { name: 'Acme', reason: 'Sealed', signedAt: at('2026-03-01T12:00:00') };
const validity = { notBefore: at('2026-01-01T00:00:00'), notAfter: at('2027-01-01T00:00:00') };

async function archived() {
  const trust = await createDatedTrust(validity);
  const timestamper = trust.stampAt(at('2026-03-01T12:00:05'));
  const stamped = await sealPdf(samplePdf(), options, trust.signer, { level: 'B-T', timestamper });
  const complete = addValidationData(stamped, await trust.validationData(at('2026-03-01T11:00:00')));
  const { bytes } = await addDocumentTimestamp(complete, trust.stampAt(at('2026-03-02T00:00:00')));
  return { trust, bytes };
}

describe('readSeals', () => {
  it.each(SIGNATURE_ALGORITHMS)('knows its own form again: %s', async (algorithm) => {
    const signer = await softwareSigner({ algorithm });
    const read = await readSeals(await sealPdf(samplePdf(), options, signer));
    expect(read?.seals).toMatchObject([{ kind: 'signature', isOwnForm: true, tokensDer: [] }]);
    expect(read?.seals[0]?.certificatesDer).toHaveLength(2);
  });

  it('reads signature, timestamps and store of an archived file in their order', async () => {
    const { bytes, trust } = await archived();
    const read = await readSeals(bytes);
    expect(read?.seals.map(({ kind, isOwnForm }) => [kind, isOwnForm])).toEqual([
      ['signature', true],
      ['document-timestamp', true],
    ]);
    expect(read?.seals.at(-1)?.signedEnd).toBe(bytes.length);
    expect(read?.storeCertificatesDer.length).toBeGreaterThan(2);
    for (const token of read?.seals.flatMap(({ tokensDer }) => tokensDer) ?? []) {
      const form = await checkTokenForm(token, readPemBlocks(trust.rootPem, 'CERTIFICATE'));
      expect(form.state).toBe('exact');
      expect((await checkTokenForm(token, [])).state).toBe('unknown');
    }
  });

  it('sees a change that leaves the signature valid', async () => {
    const signer = await softwareSigner();
    const sealed = await sealPdf(samplePdf(), options, signer);
    const at = Buffer.from(sealed).indexOf('/Contents <') + 30;
    const letter = sealed.findIndex((byte, index) => index > at && byte >= 0x61 && byte <= 0x66);
    const changed = sealed.slice();
    changed[letter] = (changed[letter] ?? 0) ^ 0x20;
    expect((await verifyPdf(changed, { trustedRootsPem: [signer.trustedRootPem] })).verdict).toBe('valid');
    expect((await readSeals(changed))?.seals[0]?.isOwnForm).toBe(false);
  });

  it('is null for what cannot be read', async () => {
    expect(await readSeals(Buffer.from('hello'))).toBeNull();
    expect(await readSeals(samplePdf())).toBeNull();
  });
});

describe('checkTokenForm', () => {
  it('finds every changed byte of a token that its signature does not cover', async () => {
    const { bytes, trust } = await archived();
    const known = readPemBlocks(trust.rootPem, 'CERTIFICATE');
    const token = (await readSeals(bytes))?.seals.at(-1)?.tokensDer[0] ?? new Uint8Array();
    const { seals } = (await readSeals(bytes)) ?? { seals: [] };
    const start = Buffer.from(bytes).lastIndexOf(Buffer.from(token).toString('hex'), undefined, 'latin1');
    expect(seals).toHaveLength(2);
    const missed: number[] = [];
    for (let position = 0; position < token.length; position++) {
      const changed = token.slice();
      changed[position] = (changed[position] ?? 0) ^ 1;
      const form = await checkTokenForm(changed, known);
      if (form.state !== 'exact') continue;
      const file = bytes.slice();
      file.set(Buffer.from(Buffer.from(changed).toString('hex'), 'latin1'), start);
      const { verdict } = await verifyPdf(file, { trustedRootsPem: [trust.rootPem] });
      if (verdict === 'valid') missed.push(position);
    }
    expect(missed).toEqual([]);
  }, 240_000);
});
