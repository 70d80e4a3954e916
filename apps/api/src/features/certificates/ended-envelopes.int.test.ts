import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyPdf } from '@sealwright/signing-core';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decline } from '../../domain/decline.js';
import type { Envelope } from '../../domain/envelope.js';
import type { Transition } from '../../domain/events.js';
import { expire } from '../../domain/expire.js';
import type { EnvelopeId } from '../../domain/ids.js';
import { voidEnvelope } from '../../domain/void.js';
import { bySystem, record } from '../../events/record.js';
import { createTestInstance, type TestInstance, until } from '../../testing/test-instance.js';
import { envelopeInSealing, sentEnvelope } from '../../testing/walk-envelope.js';

let instance: TestInstance;
beforeAll(async () => {
  instance = await createTestInstance();
  instance.start('worker');
  instance.start('sealer');
});
afterAll(async () => {
  await instance?.close();
});

/** The hash of the sealed certificate, once there is one. */
const certificateOf = (id: EnvelopeId) =>
  until(async () => {
    const sql = "SELECT encode(certificate_sha256, 'hex') AS hex FROM envelope WHERE id = $1";
    return (await instance.database.query('admin', sql, [id]))[0]?.hex as string | null;
  });
const envelopeOf = (id: EnvelopeId) =>
  instance.unitOfWork.read(instance.organisationId, (tx) => tx.envelopes.find(id));
const roots = () => [readFileSync(instance.token.trustFile, 'utf8')];

/** How an envelope ends without being completed, by its status then. */
const ends: Record<string, (envelope: Envelope, now: Date) => Transition<Envelope> | null> = {
  declined: (envelope, now) => {
    const [recipient] = envelope.recipients;
    return recipient ? decline(envelope, recipient.id, { reason: 'The dates are wrong.' }, now) : null;
  },
  voided: (envelope, now) => voidEnvelope(envelope, { reason: 'A mistake.' }, now),
  expired: (envelope) => ('expiresAt' in envelope ? expire(envelope, envelope.expiresAt) : null),
};

describe('an envelope that ended without being completed', () => {
  it.each(Object.keys(ends))('gets a sealed certificate that tells so: %s', async (status) => {
    const id = await sentEnvelope(instance, status);
    await instance.unitOfWork.transact(instance.organisationId, async (tx) => {
      const envelope = await tx.envelopes.lock(id);
      const ended = envelope && ends[status]?.(envelope, tx.now);
      if (!envelope || !ended) throw new Error('Nothing to end.');
      await tx.envelopes.save(envelope, ended.envelope);
      await record(tx, ended.events, bySystem);
    });
    const certificate = await instance.blobs.get(instance.organisationId, await certificateOf(id));
    expect((await verifyPdf(certificate, { trustedRootsPem: roots() })).verdict).toBe('valid');
    const envelope = await envelopeOf(id);
    expect(envelope).toMatchObject({ status, certificateSha256Hex: await certificateOf(id) });
    expect(envelope?.documents[0]?.sealedSha256Hex).toBeNull();
    const story = await instance.unitOfWork.read(instance.organisationId, (tx) =>
      tx.auditLog.events(`envelope:${id}`),
    );
    expect(story.map(({ type }) => type)).toEqual(
      expect.arrayContaining([`envelope.${status}`, 'certificate.issued']),
    );
  });
});

describe('a sealed document and its certificate', () => {
  it('are valid for a reader that is not ours', async () => {
    const { id } = await envelopeInSealing(instance, 'outside');
    const files = [await certificateOf(id), (await envelopeOf(id))?.documents[0]?.sealedSha256Hex ?? ''];
    for (const [index, sha256Hex] of files.entries()) {
      const file = join(instance.dir, `outside-${index}.pdf`);
      writeFileSync(file, await instance.blobs.get(instance.organisationId, sha256Hex));
      const said = pdfsig(file);
      if (said === null) return;
      expect(said).toContain('Signature is Valid');
      expect(said).toContain('Total document signed');
    }
  });
});

describe('a document whose stored file was damaged', () => {
  it('fails with a visible cause and holds up nobody', async () => {
    const { id } = await envelopeInSealing(instance, 'first before the damage');
    await certificateOf(id);
    const bad = await sentEnvelopeThenDamaged('poison');
    const good = await Promise.all(
      ['a', 'b', 'c'].map((name) => envelopeInSealing(instance, `after the poison ${name}`)),
    );
    for (const one of good) await certificateOf(one.id);
    const attention = await until(async () => {
      const item = await instance.unitOfWork.read(instance.organisationId, (tx) =>
        tx.envelopes.listItem(bad),
      );
      return item?.attention;
    });
    expect(attention.code).toBe('blob-damaged');
    expect(attention.nextAttemptAt).toBeNull();
  });
});

describe('Redis flushed in the middle', () => {
  it('costs nothing: the sweep finds every seal', async () => {
    const redis = new Redis(process.env.REDIS_URL ?? '');
    const made: EnvelopeId[] = [];
    for (let n = 0; n < 10; n += 1) {
      made.push((await envelopeInSealing(instance, `flushed ${n}`)).id);
      await redis.flushall();
    }
    redis.disconnect();
    for (const id of made) await certificateOf(id);
  });
});

async function sentEnvelopeThenDamaged(name: string): Promise<EnvelopeId> {
  const { id } = await envelopeInSealing(instance, name, (frozenSha256Hex) => {
    const blobs = join(instance.dir, 'blobs');
    const found = readdirSync(blobs, { recursive: true, encoding: 'utf8' }).find((path) =>
      path.includes(frozenSha256Hex),
    );
    if (!found) throw new Error('The stored file was not found.');
    writeFileSync(join(blobs, found), 'not what was written');
  });
  return id;
}

const popplerChecker = 'pdfsig';

/** Null where poppler is not installed. */
function pdfsig(file: string): string | null {
  try {
    return execFileSync(popplerChecker, ['-nocert', file], { encoding: 'utf8' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
