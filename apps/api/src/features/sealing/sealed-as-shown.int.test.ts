import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnvelopeId } from '../../domain/ids.js';
import { inOrganisation } from '../../testing/seed-envelope.js';
import { smallPdf } from '../../testing/small-pdf.js';
import { createTestInstance, type TestInstance, until } from '../../testing/test-instance.js';
import { envelopeInSealing } from '../../testing/walk-envelope.js';

let instance: TestInstance;
let swapped: EnvelopeId;
let good: EnvelopeId;

const asSuperuser = (sql: string) =>
  instance.database.query('admin', inOrganisation(instance.organisationId, sql));

beforeAll(async () => {
  instance = await createTestInstance();
  ({ id: good } = await envelopeInSealing(instance, 'As it was shown', undefined, 2));
  ({ id: swapped } = await envelopeInSealing(instance, 'Whose row was changed'));
  // Everybody has signed; now a superuser makes the document name other bytes, which are stored as well as any.
  const other = await instance.blobs.put(instance.organisationId, smallPdf('Other terms'));
  await instance.unitOfWork.transact(instance.organisationId, (tx) => tx.blobs.register(other));
  await asSuperuser(`ALTER TABLE document DISABLE TRIGGER USER;
    UPDATE document SET frozen_sha256 = '\\x${other.sha256Hex}', byte_size = ${other.byteSize} WHERE envelope_id = '${swapped}';
    ALTER TABLE document ENABLE TRIGGER USER`);
  instance.start('sealer');
});
afterAll(async () => {
  await instance?.close();
});

const eventsOf = async (id: EnvelopeId) => {
  const rows = await asSuperuser(
    `SELECT type, convert_from(bytes, 'UTF8') AS text FROM audit_event WHERE stream = 'envelope:${id}' ORDER BY seq`,
  );
  return rows
    .filter(({ text }) => typeof text === 'string')
    .map(({ type, text }) => ({ type: String(type), data: JSON.parse(String(text)).data }));
};

describe('the seal', () => {
  it('is put on what was shown, and the record says so of each document', async () => {
    const envelope = await until(async () => {
      const found = await instance.unitOfWork.read(instance.organisationId, (tx) => tx.envelopes.find(good));
      return found?.status === 'completed' && found;
    });
    const sealed = (await eventsOf(good)).filter(({ type }) => type === 'document.sealed');
    expect(sealed).toHaveLength(2);
    for (const document of envelope.documents) {
      const event = sealed.find(({ data }) => data.documentId === document.id);
      expect(event?.data).toMatchObject({
        frozenSha256Hex: document.frozenSha256Hex,
        sealedSha256Hex: document.sealedSha256Hex,
        recipientIds: [envelope.recipients[0]?.id],
      });
      const frozen = await instance.blobs.get(instance.organisationId, document.frozenSha256Hex);
      const file = await instance.blobs.get(instance.organisationId, String(document.sealedSha256Hex));
      expect(event?.data.frozenByteSize).toBe(frozen.length);
      expect(Buffer.from(file.subarray(0, frozen.length)).equals(frozen)).toBe(true);
    }
  });

  it('is refused for a file that nobody signed, with a cause a person can read', async () => {
    const seal = await until(async () => {
      const rows = await asSuperuser(
        `SELECT state, cause_code, cause_detail FROM seal WHERE envelope_id = '${swapped}'`,
      );
      return rows.find(({ state }) => state === 'failed');
    });
    expect(seal).toMatchObject({ cause_code: 'seal-check-failed' });
    expect(String(seal.cause_detail)).toContain('is not the file that was signed');
    const types = (await eventsOf(swapped)).map(({ type }) => type);
    for (const never of ['seal.intended', 'seal.signed', 'document.sealed', 'envelope.completed'])
      expect(types).not.toContain(never);
  });
});
