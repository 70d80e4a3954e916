import { fileURLToPath } from 'node:url';
import type { FieldMark } from '@sealwright/signing-core';
import { samplePdf } from '@sealwright/signing-core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../domain/app-error.js';
import { plainTraits } from '../../domain/field-traits.js';
import type { RehearsalFailure, RehearsalSubject, RehearsedField } from '../../domain/rehearsal.js';
import { ChildPdfSandbox } from '../../infra/pdf-sandbox/child-pdf-sandbox.js';
import { MemoryBlobStore } from '../../testing/memory-blob-store.js';
import { createTestInstance, type TestInstance } from '../../testing/test-instance.js';
import { RehearseDocuments } from './rehearse-documents.js';

const entry = fileURLToPath(new URL('../../../dist/infra/pdf-sandbox/pdf-child.js', import.meta.url));

/** The real one, counting; what the next rehearsal answers can be laid down. */
class CountingSandbox extends ChildPdfSandbox {
  count = 0;
  next: ((marks: readonly FieldMark[]) => RehearsalFailure | null) | null = null;

  override async rehearse(frozen: Uint8Array, marks: readonly FieldMark[]): Promise<RehearsalFailure | null> {
    this.count += 1;
    const { next } = this;
    this.next = null;
    return next ? next(marks) : await super.rehearse(frozen, marks);
  }
}

const box = { x: 0.1, y: 0.1, width: 0.3, height: 0.05 };
const field = (more: Partial<RehearsedField> = {}): RehearsedField => ({
  ...plainTraits,
  ...{ type: 'signature', pageNumber: 1, box },
  ...more,
});

let instance: TestInstance;
const blobs = new MemoryBlobStore();
const sandbox = new CountingSandbox({ entry, mostMs: 120_000 });
let rehearsals: RehearseDocuments;
let frozenSha256Hex = '';

beforeAll(async () => {
  instance = await createTestInstance();
  rehearsals = new RehearseDocuments(instance.unitOfWork, blobs, sandbox);
  const stored = await blobs.put(instance.organisationId, samplePdf({ rotations: [0, 90] }));
  frozenSha256Hex = stored.sha256Hex;
});
afterAll(async () => {
  await sandbox.close();
  await instance?.close();
});

const subject = (...fields: RehearsedField[]): RehearsalSubject => ({
  name: 'Lease',
  frozenSha256Hex,
  fields,
});
const ensure = (one: RehearsalSubject) => rehearsals.ensure(instance.organisationId, [one]);
const judge = (one: RehearsalSubject) =>
  instance.unitOfWork.read(instance.organisationId, (tx) => rehearsals.judge(tx, [one]));

describe('a rehearsal before sending', () => {
  it('is held once for a file and its fields, in whatever order and under whatever name', async () => {
    const lease = subject(field(), field({ type: 'dropdown', options: [{ value: 'a', label: 'Aarau' }] }));
    expect(await judge(lease)).toEqual({ problems: [], isComplete: false });
    await ensure(lease);
    const again = { ...subject(...[...lease.fields].reverse()), name: 'Another name' };
    await ensure(again);
    expect(sandbox.count).toBe(1);
    expect(await judge(again)).toEqual({ problems: [], isComplete: true });
    await ensure(subject(field({ pageNumber: 2 })));
    expect(sandbox.count).toBe(2);
  });

  it('that failed is remembered with its page and the reason, and points to it', async () => {
    const outside = subject(field({ pageNumber: 9 }));
    await ensure(outside);
    await ensure(outside);
    const { problems, isComplete } = await judge(outside);
    expect(isComplete).toBe(true);
    expect(problems).toMatchObject([{ code: 'rehearsal-failed', pointer: '/documents/0/pages/8' }]);
    expect(problems[0]?.sentence).toContain(
      'failed on page 9 of “Lease”: A field is on a page the document does not have.',
    );
  });

  it('that met a limit is told and not remembered', async () => {
    const slow = subject(field({ type: 'date' }));
    sandbox.next = () => {
      throw new AppError('pdf-timed-out', 'This PDF takes too long to read.');
    };
    await expect(ensure(slow)).rejects.toMatchObject({ code: 'rehearsal-failed' });
    expect((await judge(slow)).isComplete).toBe(false);
    await ensure(slow);
    expect(await judge(slow)).toEqual({ problems: [], isComplete: true });
  });

  it('cannot be changed once it is kept', async () => {
    await expect(instance.database.query('app', 'UPDATE rehearsal SET failure = NULL')).rejects.toThrow(
      /permission denied/,
    );
  });
});
