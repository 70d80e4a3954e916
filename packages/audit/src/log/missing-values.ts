import { logFault } from './judge-checkpoints.js';
import { readJson } from './judge-record.js';
import type { LogRecord } from './log-evidence.js';
import type { LogFault } from './log-report.js';

type Lack = { seq: number; index: number | null; count: number };

/**
 * Personal values that are gone, against what was recorded as erased. An erasure writes its event with what it deletes, so
 * a stream that lacks more than its own erasures took lost the rest to somebody else. Values of documents may be erased
 * with another stream than theirs, and those of a deleted draft with none: they count in the sum over all streams alone.
 */
export class MissingValues {
  private readonly lacks = new Map<string, Lack>();
  private readonly erasedIn = new Map<string, number>();
  private readonly drafts = new Set<string>();
  private lackingCount = 0;
  private erasedCount = 0;

  /** @param isLogged values of an event behind the tree may go between two reads, and are not asked about */
  note(record: LogRecord, isLogged: boolean): void {
    const said = readJson(record.bytes);
    if (said === null) return;
    const { stream } = record;
    const erased = erasedBy(said);
    this.erasedIn.set(stream, (this.erasedIn.get(stream) ?? 0) + erased);
    this.erasedCount += erased;
    if (said['type'] === 'envelope.deleted-draft') this.drafts.add(stream);
    if (isLogged) this.noteLacking(record, subjectsOf(said));
  }

  faults(): LogFault[] {
    const named: LogFault[] = [];
    for (const [stream, { seq, index, count }] of this.lacks) {
      if (this.drafts.has(stream) || count <= (this.erasedIn.get(stream) ?? 0)) continue;
      const sentence = `${count} personal values are gone from event ${seq} on, and erasures are recorded of ${this.erasedIn.get(stream) ?? 0}. (After a restore, wait until the erasures are recorded again.)`;
      named.push({ code: 'personal-missing', stream, seq, index, sentence });
    }
    const more = this.lackingCount - this.erasedCount;
    if (named.length > 0 || more <= 0) return named;
    const sentence = `${more} personal values are gone that no recorded erasure took; whose they were cannot be known.`;
    return [logFault('personal-missing', null, sentence)];
  }

  private noteLacking({ stream, seq, index, personal = [] }: LogRecord, committed: readonly string[]): void {
    const lacking = committed.filter((subject) => !personal.some((value) => value.subject === subject));
    this.lackingCount += lacking.length;
    const own = lacking.filter((subject) => !subject.startsWith('document:')).length;
    if (own === 0) return;
    const known = this.lacks.get(stream);
    if (known === undefined) this.lacks.set(stream, { seq, index, count: own });
    else known.count += own;
  }
}

function erasedBy({ type, data }: Record<string, unknown>): number {
  if (type !== 'envelope.erased' && type !== 'person.erased') return 0;
  const count =
    typeof data === 'object' && data !== null && 'personalValueCount' in data && data.personalValueCount;
  return typeof count === 'number' ? count : 0;
}

function subjectsOf({ personal }: Record<string, unknown>): string[] {
  if (!Array.isArray(personal)) return [];
  return personal.flatMap((one: unknown) =>
    typeof one === 'object' && one !== null && 'subject' in one && typeof one.subject === 'string'
      ? [one.subject]
      : [],
  );
}
