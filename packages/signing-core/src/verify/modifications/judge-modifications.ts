import { SigningError } from '../../errors.js';
import { isWhitespace } from '../../pdf/lexer.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { Doubt } from './doubt.js';
import { isUnfilled, readFormFields } from './form-tree.js';
import { type JudgedChange, judgeRevision } from './judge-revision.js';
import type { ModificationReport } from './modification-report.js';
import { ObjectUsages, TRAILER } from './object-usages.js';
import { checkSignedEnd, readRevision } from './revision-chain.js';
import type { Permissions } from './revision-step.js';
import { readPermissions } from './signed-permissions.js';

/**
 * Compares the document a signature covers, `bytes` up to `signedEnd`, with what later revisions made of it, object by
 * object and revision by revision. Allowed is what is known to be harmless (validation data, timestamps, further
 * signatures, values for fields that were empty), as far as DocMDP and FieldMDP permit; everything else is forbidden,
 * and so is what cannot be read. Never throws.
 */
export function judgeModifications(bytes: Uint8Array, signedEnd: number): ModificationReport {
  return new ModificationJudge(bytes).after(signedEnd);
}

/** {@link judgeModifications} for several signatures of one file: each revision is judged once. */
export class ModificationJudge {
  private readonly judged = new Map<number, JudgedRevision>();

  constructor(private readonly bytes: Uint8Array) {}

  after(signedEnd: number): ModificationReport {
    let permissions: Permissions = { permission: null, locks: [] };
    try {
      const signed = new PdfReader(this.bytes.subarray(0, signedEnd));
      permissions = readPermissions(signed);
      if (signedEnd === this.bytes.length) return report([], permissions);
      checkSignedEnd(this.bytes, signedEnd);
      const changes = this.judgeFrom(signed, signedEnd);
      return report(forbidOverwriting(changes, signed), permissions);
    } catch (error) {
      const sentence =
        error instanceof Doubt || error instanceof SigningError
          ? `A later revision cannot be judged. ${error.message}`
          : 'A later revision cannot be judged.';
      return report([{ permitted: false, level: null, sentence }], permissions);
    }
  }

  /** The revisions behind `signedEnd`, oldest first; from the first one that is known, all are. */
  private judgeFrom(signed: PdfReader, signedEnd: number): JudgedChange[] {
    const offsets = new PdfReader(this.bytes).crossReference.sections
      .map(({ offset }) => offset)
      .filter((offset) => offset >= signedEnd)
      .reverse();
    if (offsets.length > MAX_REVISIONS) throw new Doubt('Far more revisions follow than people make.');
    const changes: JudgedChange[] = [];
    let before = signed;
    let usages: ObjectUsages | null = null;
    for (const offset of offsets) {
      const start = before.bytes.length;
      const known = this.judged.get(offset);
      // One that starts elsewhere has other bytes to account for.
      if (known?.start === start) {
        changes.push(...known.changes);
        before = known.after;
        continue;
      }
      usages ??= usagesOf(before);
      const revision = readRevision(this.bytes, before, offset, offset === offsets.at(-1));
      const found = judgeRevision(revision, usages);
      this.judged.set(offset, { start, after: revision.after, changes: found });
      changes.push(...found);
      before = revision.after;
    }
    if (!isBlank(this.bytes.subarray(before.bytes.length))) {
      throw new Doubt('Bytes follow that belong to no revision of the document.');
    }
    return changes;
  }
}

/** An empty line behind the end, as editors and mail leave one, shows nothing to anybody. */
const MAX_BLANK_BYTES = 4096;

const isBlank = (bytes: Uint8Array): boolean => bytes.length <= MAX_BLANK_BYTES && bytes.every(isWhitespace);

/** Each is read with all before it: thousands would take hours. */
const MAX_REVISIONS = 256;

interface JudgedRevision {
  readonly start: number;
  readonly after: PdfReader;
  readonly changes: readonly JudgedChange[];
}

function usagesOf(reader: PdfReader): ObjectUsages {
  const usages = new ObjectUsages();
  usages.walk(reader, reader.trailer, TRAILER);
  return usages;
}

/** A field may be filled in again by whoever filled it in, but not where the signer saw a value. */
function forbidOverwriting(changes: readonly JudgedChange[], signed: PdfReader): JudgedChange[] {
  if (!changes.some(({ overwrites }) => overwrites)) return [...changes];
  const seenEmpty = new Set<string>();
  for (const field of readFormFields(signed).values()) {
    if (isUnfilled(signed, field)) seenEmpty.add(field.fieldName);
  }
  return changes.map((change) => {
    const { fieldName = '', permitted, overwrites } = change;
    if (!permitted || !overwrites || seenEmpty.has(fieldName)) return change;
    return { ...change, permitted: false, sentence: `The field "${fieldName}" was filled in differently.` };
  });
}

function report(changes: readonly JudgedChange[], { permission, locks }: Permissions): ModificationReport {
  const permitted = changes.every((change) => change.permitted);
  const obeyed = (rule: 'docMdp' | 'fieldMdp'): boolean => !changes.some(({ breaks }) => breaks === rule);
  return {
    state: changes.length === 0 ? 'none' : permitted ? 'permitted' : 'forbidden',
    changes: changes.map(({ overwrites: _overwrites, breaks: _breaks, ...change }) => change),
    docMdp: { permission, obeyed: permission === null || (permitted && obeyed('docMdp')) },
    fieldMdp: { locks, obeyed: obeyed('fieldMdp') },
  };
}
