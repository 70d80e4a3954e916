import { describe, expect, it } from 'vitest';
import { addValidationData } from '../seal/add-validation-data.js';
import { sealPdf } from '../seal/seal-pdf.js';
import { createDatedTrust } from '../testing/dated-trust.js';
import { samplePdf } from '../testing/index.js';
import { isOwnRevision } from './is-own-revision.js';

const at = (text: string): Date => new Date(`${text}Z`);

async function withValidationData() {
  const trust = await createDatedTrust({
    notBefore: at('2026-01-01T00:00:00'),
    notAfter: at('2027-01-01T00:00:00'),
  });
  const options = { name: 'Acme', reason: 'Sealed', signedAt: at('2026-03-01T12:00:00') };
  const timestamper = trust.stampAt(at('2026-03-01T12:00:05'));
  const stamped = await sealPdf(samplePdf(), options, trust.signer, { level: 'B-T', timestamper });
  const { bytes } = addValidationData(stamped, await trust.validationData(at('2026-03-01T11:00:00')));
  return { bytes, previousLength: stamped.length };
}

describe('isOwnRevision', () => {
  it('knows validation data as the writer put it there, and misses no changed byte of it', async () => {
    const { bytes, previousLength } = await withValidationData();
    expect(await isOwnRevision(bytes, previousLength)).toBe(true);
    const missed: number[] = [];
    for (let position = previousLength; position < bytes.length; position++) {
      const changed = bytes.slice();
      changed[position] = (changed[position] ?? 0) ^ 1;
      if (await isOwnRevision(changed, previousLength)) missed.push(position);
    }
    expect(missed).toEqual([]);
  }, 60_000);

  it('is nothing for what others append, and for what was there before', async () => {
    const { bytes, previousLength } = await withValidationData();
    expect(await isOwnRevision(Buffer.concat([bytes, Buffer.from('\n')]), previousLength)).toBe(false);
    expect(await isOwnRevision(bytes, bytes.length)).toBe(false);
    expect(await isOwnRevision(bytes, 100)).toBe(false);
  });
});
