import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consent } from '../../domain/consent.js';
import { fill } from '../../domain/fill.js';
import type { EnvelopeId, SealId } from '../../domain/ids.js';
import { open } from '../../domain/open.js';
import { shownDocuments } from '../../domain/shown-documents.js';
import { sign } from '../../domain/sign.js';
import { type RecordContext, record } from '../../events/record.js';
import type { Transaction } from '../../ports/transaction.js';
import { createTestInstance, type TestInstance, until } from '../../testing/test-instance.js';
import { sentEnvelope } from '../../testing/walk-envelope.js';

const canRead = spawnSync('pdftotext', ['-v']).error === undefined;
const drawing = {
  kind: 'drawn' as const,
  strokes: [[0.1, 0.51, 0.35, 0.2, 0.9, 0.6123456789]],
  aspect: 2.75,
};

let instance: TestInstance;
beforeAll(async () => {
  instance = await createTestInstance();
  instance.start('worker');
  instance.start('sealer');
});
afterAll(async () => {
  await instance?.close();
});

describe('the certificate of a recipient who draws their name and reads German', () => {
  it.skipIf(!canRead)('shows the drawing, speaks to them, and tells both clocks', async () => {
    const id = await sentEnvelope(instance, 'Vertrag', 'jürgen@example.test', 'Europe/Berlin');
    await instance.unitOfWork.transact(instance.organisationId, (tx) => signDrawing(tx, id));
    const file = join(instance.dir, 'certificate.pdf');
    writeFileSync(file, await instance.blobs.get(instance.organisationId, await certificateOf(id)));
    const text = execFileSync('pdftotext', ['-layout', '-enc', 'UTF-8', file, '-'], { encoding: 'utf8' });
    expect(text).toContain('Unterschrift');
    expect(text).toContain('nur an');
    // Where the day differs from UTC's the clock is longer and may wrap.
    expect(text).toMatch(/in Europe\/Berlin,\s+UTC\+0[12]:00/);
    expect(text).toContain('Firefox 143 auf Linux (Computer)');
    // Strokes that were not the recorded ones would have stopped the certificate; ones that were lost would be told.
    expect(text).not.toContain('was not kept');
    const images = execFileSync('pdfimages', ['-list', file], { encoding: 'utf8' });
    expect(images).toMatch(/jpeg/);
  });
});

describe('the time zone of an envelope', () => {
  it('stays as it was sent', async () => {
    const id = await sentEnvelope(instance, 'zone', 'a@example.test', 'Asia/Tokyo');
    const moved = instance.unitOfWork.transact(instance.organisationId, async (tx) => {
      const sent = await tx.envelopes.lock(id);
      if (sent) await tx.envelopes.save(sent, { ...sent, version: sent.version + 1, timeZone: 'UTC' });
    });
    await expect(moved).rejects.toThrow();
    const [row] = await instance.database.query('admin', 'SELECT time_zone FROM envelope WHERE id = $1', [
      id,
    ]);
    expect(row?.time_zone).toBe('Asia/Tokyo');
  });
});

const certificateOf = (id: EnvelopeId) =>
  until(async () => {
    const sql = "SELECT encode(certificate_sha256, 'hex') AS hex FROM envelope WHERE id = $1";
    return (await instance.database.query('admin', sql, [id]))[0]?.hex as string | null;
  });

/** As the signer's page does it: each step an act of the recipient, from their browser. */
async function signDrawing(tx: Transaction, id: EnvelopeId): Promise<void> {
  const sent = await tx.envelopes.lock(id);
  const [recipient] = sent?.recipients ?? [];
  const [field] = sent?.fields ?? [];
  const [document] = sent?.documents ?? [];
  if (!sent || !recipient || !field || !document) throw new Error('Nothing to sign.');
  const by: RecordContext = {
    actor: { kind: 'recipient', id: recipient.id },
    ip: '192.0.2.7',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
  };
  const opened = open(sent, recipient.id, tx.now, 'de-DE');
  const agreed = consent(
    opened.envelope,
    recipient.id,
    { textVersion: '1', textSha256Hex: 'ab'.repeat(32), documents: shownDocuments(sent) },
    tx.now,
  );
  const filled = fill(agreed.envelope, recipient.id, { fieldId: field.id, value: drawing }, tx.now);
  await tx.envelopes.save(sent, { ...filled.envelope, version: sent.version + 1 });
  await record(tx, [...opened.events, ...agreed.events, ...filled.events], by);
  const stored = await tx.envelopes.find(id);
  if (!stored) throw new Error('The envelope is gone.');
  const sealId = instance.ids.uuid<SealId>();
  const how = {
    identification: ['mailed-link'] as const,
    newSealId: () => sealId,
    hashValues: () => 'cd'.repeat(32),
  };
  const signed = sign(stored, recipient.id, { documents: shownDocuments(stored), ...how }, tx.now);
  await tx.envelopes.insertSignature(id, signed.act, {});
  await tx.envelopes.save(stored, signed.envelope);
  await tx.seals.open({ id: sealId, envelopeId: id, documentId: document.id, kind: 'document' });
  await record(tx, signed.events, by);
}
