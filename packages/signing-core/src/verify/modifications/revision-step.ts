import { PdfDict, type PdfObject, PdfRef, PdfStream, type PdfValue } from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { equalBytes } from '../../runtime/bytes.js';
import type { ChangedObjects } from './changed-objects.js';
import type { ChangeLevel, FieldLock, ModificationChange, Permission } from './modification-report.js';
import { insideObject, type ObjectUsages, type Place, placeAt } from './object-usages.js';
import { changedKeys, sameValue } from './same-value.js';

/** Resources nest a few levels; beyond that two structures count as different. */
const MAX_MEANING_DEPTH = 12;
/** Structures that share their parts can be built to be compared forever. */
const MAX_COMPARISONS = 200_000;

export interface StepChange extends ModificationChange {
  /** A field that held something already was filled again: forbidden where the signer saw it filled. */
  readonly overwrites?: true;
}

/** One key of a dictionary before and after, references followed. */
export interface Slot {
  readonly before: PdfObject;
  readonly after: PdfObject;
  readonly afterRaw: PdfValue | undefined;
  /** Of the value before; of the value after where there was none. */
  readonly place: Place;
}

/**
 * Two neighbouring revisions while they are compared. Rules account for the changed objects they understand;
 * a replaced object that no rule accounted for in the end is a forbidden change.
 */
export class RevisionStep {
  readonly changes: StepChange[] = [];
  private readonly accounted = new Set<number>();
  private comparisons = 0;

  constructor(
    readonly before: PdfReader,
    readonly after: PdfReader,
    readonly objects: ChangedObjects,
    readonly usages: ObjectUsages,
  ) {}

  /** Whether anything at `reference` is new or different. */
  touches(reference: PdfRef): boolean {
    return (
      this.objects.added.has(reference.objectNumber) || this.objects.replaced.has(reference.objectNumber)
    );
  }

  account(objectNumber: number): void {
    this.accounted.add(objectNumber);
  }

  note(level: ChangeLevel, sentence: string, about: Partial<StepChange> = {}): void {
    this.changes.push({ permitted: true, level, sentence, ...about });
  }

  refuse(sentence: string, about: Partial<StepChange> = {}): void {
    this.changes.push({ permitted: false, level: null, sentence, ...about });
  }

  /**
   * Follows `key` in both dictionaries and accounts for the object it leads to, when that object is new, or is used
   * nowhere else. A reference turned to another object that was there before is refused.
   */
  slot(before: PdfDict | null, after: PdfDict, key: string, place: Place): Slot {
    return this.follow(before?.get(key), after.get(key), placeAt(place, key));
  }

  follow(beforeRaw: PdfValue | undefined, afterRaw: PdfValue | undefined, place: Place): Slot {
    if (afterRaw instanceof PdfRef) this.accountReference(beforeRaw, afterRaw, place);
    return {
      before: this.before.resolve(beforeRaw),
      after: this.after.resolve(afterRaw),
      afterRaw,
      place: placeOf(beforeRaw, afterRaw, place),
    };
  }

  private accountReference(beforeRaw: PdfValue | undefined, afterRaw: PdfRef, place: Place): void {
    const { objectNumber } = afterRaw;
    if (this.objects.added.has(objectNumber)) {
      this.account(objectNumber);
      return;
    }
    const same = beforeRaw instanceof PdfRef && beforeRaw.objectNumber === objectNumber;
    if (!same) {
      this.refuse(`A reference was turned to object ${objectNumber}, which was there for something else.`, {
        objectNumber,
      });
    } else if (this.usages.isOnlyUsedAt(objectNumber, place)) this.account(objectNumber);
  }

  /**
   * Whether two values come to the same when references are followed: a writer may move a resource to another object.
   * Objects of the same number are equal here when this revision left them alone; what they lead to is judged apart.
   */
  sameMeaning(before: PdfObject, after: PdfObject, depth = 0): boolean {
    if (sameValue(before, after) && !(after instanceof PdfRef && this.touches(after))) return true;
    if (depth > MAX_MEANING_DEPTH || this.comparisons++ > MAX_COMPARISONS) return false;
    const [old, now] = [this.before.resolve(before), this.after.resolve(after)];
    if (Array.isArray(old)) {
      return (
        Array.isArray(now) &&
        old.length === now.length &&
        old.every((item, index) => this.sameMeaning(item, now[index] ?? null, depth + 1))
      );
    }
    if (old instanceof PdfStream) {
      return (
        now instanceof PdfStream &&
        equalBytes(old.data, now.data) &&
        this.sameMeaning(old.dict, now.dict, depth + 1)
      );
    }
    if (!(old instanceof PdfDict)) return sameValue(old, now);
    return now instanceof PdfDict && this.changedMeaning(old, now, depth).length === 0;
  }

  /** Keys whose values do not come to the same. */
  changedMeaning(before: PdfDict, after: PdfDict, depth = 0): string[] {
    return changedKeys(before, after).filter(
      (key) => !this.sameMeaning(before.get(key) ?? null, after.get(key) ?? null, depth + 1),
    );
  }

  /** Accounts for every new object reachable from `value` through new objects only; answers those values. */
  accountTree(value: PdfValue | undefined): PdfObject[] {
    const found: PdfObject[] = [];
    const seen = new Set<number>();
    const pending: PdfObject[] = [value ?? null];
    for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
      if (item instanceof PdfRef) {
        if (!this.objects.added.has(item.objectNumber) || seen.has(item.objectNumber)) continue;
        seen.add(item.objectNumber);
        this.account(item.objectNumber);
        pending.push(this.after.resolve(item));
        continue;
      }
      found.push(item);
      if (Array.isArray(item)) for (const one of item) pending.push(one);
      else if (item instanceof PdfDict) for (const one of item.values()) pending.push(one);
      else if (item instanceof PdfStream) pending.push(item.dict);
    }
    return found;
  }

  /** Numbers of changed objects that no rule accounted for. */
  unaccounted(among: ReadonlySet<number>): number[] {
    return [...among].filter(
      (objectNumber) => !this.accounted.has(objectNumber) && !this.objects.packaging.has(objectNumber),
    );
  }
}

/** Where what the slot holds stood before; a value that was not there is found where it stands now. */
function placeOf(beforeRaw: PdfValue | undefined, afterRaw: PdfValue | undefined, place: Place): Place {
  if (beforeRaw instanceof PdfRef) return insideObject(beforeRaw.objectNumber, place);
  if (beforeRaw === undefined && afterRaw instanceof PdfRef) return insideObject(afterRaw.objectNumber);
  return place;
}

/** Who may do what at one step. */
export interface Permissions {
  readonly permission: Permission | null;
  readonly locks: readonly FieldLock[];
}
