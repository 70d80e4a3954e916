import { createHash } from 'node:crypto';
import { AppError } from '../../domain/app-error.js';
import type { OrganisationId } from '../../domain/ids.js';
import {
  documentPointer,
  type RehearsalSubject,
  type RehearsalVerdict,
  rehearsalProblem,
} from '../../domain/rehearsal.js';
import type { BlobStore } from '../../ports/blob-store.js';
import type { PdfSandbox } from '../../ports/pdf-sandbox.js';
import type { StoredRehearsal } from '../../ports/rehearsal-repository.js';
import { Rehearsals } from '../../ports/rehearsals.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { sampleMarks } from './sample-marks.js';

/** Raised when a rehearsal finds something new: what passed before is tried again. */
const EDITION = 2;

/** Fills in, seals and verifies copies in the sandbox, once for each file and its fields, and remembers how it went. */
export class RehearseDocuments extends Rehearsals {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly blobs: BlobStore,
    private readonly sandbox: PdfSandbox,
  ) {
    super();
  }

  override async ensure(
    organisationId: OrganisationId,
    subjects: readonly RehearsalSubject[],
  ): Promise<void> {
    const known = await this.unitOfWork.read(organisationId, (tx) => findKnown(tx, subjects));
    for (const [index, subject] of subjects.entries()) {
      const subjectSha256Hex = subjectHash(subject);
      if (known.has(subjectSha256Hex)) continue;
      const failure = await this.rehearse(organisationId, subject, index);
      const rehearsal = { subjectSha256Hex, failure };
      await this.unitOfWork.transact(organisationId, (tx) => tx.rehearsals.keep(rehearsal));
    }
  }

  override async judge(tx: Transaction, subjects: readonly RehearsalSubject[]): Promise<RehearsalVerdict> {
    const known = await findKnown(tx, subjects);
    const outcomes = subjects.map((subject) => known.get(subjectHash(subject)));
    const problems = outcomes.flatMap((outcome, index) =>
      outcome?.failure ? [rehearsalProblem(subjects[index]?.name ?? '', index, outcome.failure)] : [],
    );
    return { problems, isComplete: !outcomes.includes(undefined) };
  }

  private async rehearse(organisationId: OrganisationId, subject: RehearsalSubject, index: number) {
    const frozen = await this.blobs.get(organisationId, subject.frozenSha256Hex);
    try {
      return await this.sandbox.rehearse(frozen, sampleMarks(subject.fields));
    } catch (error) {
      if (!(error instanceof AppError) || !BUSY.has(error.code)) throw error;
      // A fact about this machine at this moment, perhaps: the next attempt may end well.
      const sentence = `The rehearsal of “${subject.name}” took too long. Try again in a moment, or print it to a new PDF and use that copy.`;
      const pointer = documentPointer(index);
      throw new AppError('rehearsal-failed', sentence, {
        errors: [{ pointer, detail: sentence, code: 'rehearsal-failed' }],
      });
    }
  }
}

const BUSY: ReadonlySet<string> = new Set(['pdf-timed-out', 'pdf-too-complex', 'pdf-reader-busy']);

async function findKnown(
  tx: Transaction,
  subjects: readonly RehearsalSubject[],
): Promise<ReadonlyMap<string, StoredRehearsal>> {
  const found = await tx.rehearsals.find(subjects.map(subjectHash));
  return new Map(found.map((one) => [one.subjectSha256Hex, one]));
}

/** The file, and what is drawn where: the same for every envelope that is made from one template. */
function subjectHash({ frozenSha256Hex, fields }: RehearsalSubject): string {
  const drawn = sampleMarks(fields).map(({ pageIndex, box: { x, y, width, height }, content }) =>
    JSON.stringify([pageIndex, x, y, width, height, Object.entries(content)]),
  );
  const subject = JSON.stringify([EDITION, frozenSha256Hex, drawn.sort()]);
  return createHash('sha256').update(subject).digest('hex');
}
