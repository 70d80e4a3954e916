import { AppError } from './app-error.js';
import type { Field } from './field.js';
import type { DocumentId } from './ids.js';
import type { Problem } from './problem.js';

/** A document with what is to be drawn on it. */
export interface RehearsalSubject {
  readonly name: string;
  readonly frozenSha256Hex: string;
  readonly fields: readonly RehearsedField[];
}

export type RehearsedField = Pick<
  Field,
  'type' | 'pageNumber' | 'box' | 'options' | 'maxLength' | 'comb' | 'multiline'
>;

/** Why a document could not be filled in and sealed. */
export interface RehearsalFailure {
  /** From 1 on; null when it was the file as a whole. */
  readonly pageNumber: number | null;
  /** One sentence. */
  readonly reason: string;
}

/** How it went when it was tried with all documents of an envelope. */
export interface RehearsalVerdict {
  readonly problems: readonly Problem[];
  /** Every document was tried as it is now. */
  readonly isComplete: boolean;
}

export const REHEARSED_BEFORE: RehearsalVerdict = { problems: [], isComplete: true };

/** Of a draft or a template: one subject for each document, in their order. */
export function rehearsalSubjects(of: {
  readonly documents: readonly {
    readonly id: DocumentId;
    readonly name: string;
    readonly frozenSha256Hex: string;
  }[];
  readonly fields: readonly (RehearsedField & { readonly documentId: DocumentId })[];
}): RehearsalSubject[] {
  return of.documents.map(({ id, name, frozenSha256Hex }) => ({
    ...{ name, frozenSha256Hex },
    fields: of.fields.filter(({ documentId }) => documentId === id),
  }));
}

/** Its pointer leads to the page, or where it was the file as a whole to the document, of an envelope or template as it is read. */
export function rehearsalProblem(name: string, index: number, failure: RehearsalFailure): Problem {
  const { pageNumber } = failure;
  const page = pageNumber === null ? '' : `page ${pageNumber.toLocaleString('en')} of `;
  return {
    code: 'rehearsal-failed',
    sentence: `Sealing was tried and failed on ${page}“${name}”: ${failure.reason} Move the fields of that page, or replace the document by a copy printed to a new PDF.`,
    pointer:
      pageNumber === null ? documentPointer(index) : `${documentPointer(index)}/pages/${pageNumber - 1}`,
  };
}

export function documentPointer(index: number): string {
  return `/documents/${index}`;
}

/** Sealing was not tried, or not with what is there now: something changed in the meantime. */
export const NOT_REHEARSED: Problem = {
  code: 'rehearsal-failed',
  sentence: 'Sealing has not been tried with these documents yet. Try again.',
  pointer: '/documents',
};

/** For what is made of documents without being sent. @throws AppError `rehearsal-failed`, one error per document */
export function assertRehearsed({ problems, isComplete }: RehearsalVerdict): void {
  const told = problems.length === 0 && !isComplete ? [NOT_REHEARSED] : problems;
  const [first] = told;
  if (first === undefined) return;
  const errors = told.map(({ pointer, sentence, code }) => ({ pointer, detail: sentence, code }));
  throw new AppError('rehearsal-failed', first.sentence, { errors });
}
