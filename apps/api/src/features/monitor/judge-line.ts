import { createHash } from 'node:crypto';
import { formatCheckpoint, LogError, parseSignedNote, TileTree } from '@sealwright/audit/log';
import type { LogFinding } from '../../ports/log-alarms.js';
import type { LogBeginnings } from '../../ports/log-beginnings.js';
import type { LogCheckpoints } from '../../ports/log-checkpoints.js';
import type { LogFolders } from '../../ports/log-tiles.js';
import type { RecordRows, SigningKeyRow } from '../../ports/record-rows.js';
import type { JournalEntry, JournalLine } from '../../ports/token-journal.js';
import { signsOneOf } from './signs-one-of.js';

export interface JudgeLineParts {
  readonly rows: RecordRows;
  readonly checkpoints: Pick<LogCheckpoints, 'newest' | 'ofSize'>;
  readonly folders: Pick<LogFolders, 'ofLog'>;
  readonly beginnings: Pick<LogBeginnings, 'current'>;
  readonly now: () => Date;
}

/** A checkpoint is signed first and kept in the database after. */
const IN_FLIGHT_MS = 5 * 60_000;
/** A random message, and the key's request for its own certificate: they bind nobody to anything. */
const ACTS_OF_THE_KEY: ReadonlySet<string> = new Set(['self-test', 'certificate-request']);

/** What one signature of the token belongs to. */
export class JudgeLine {
  constructor(private readonly parts: JudgeLineParts) {}

  /** @returns null where it belongs to something; `in-flight` where what it belongs to may not be kept yet */
  async judge(
    { entry, fault, position }: JournalLine,
    keys: ReadonlyMap<string, SigningKeyRow>,
  ): Promise<LogFinding | 'in-flight' | null> {
    if (fault !== null || entry === null) {
      const sentence = `Line ${position.n} of the token journal does not follow the one before it: it was changed, or lines are missing.`;
      return lineFinding(`journal-${fault ?? 'unreadable-line'}`, position.n, sentence);
    }
    const { kind } = entry.purpose;
    if (ACTS_OF_THE_KEY.has(kind)) return null;
    const key = keys.get(entry.keyFingerprintSha256Hex);
    if (kind === 'file') return key === undefined ? null : judgeFile(entry);
    if (key === undefined) {
      return lineFinding(
        'signature-by-unknown-key',
        entry.n,
        `Signature ${entry.n} was made by a key that nobody registered.`,
      );
    }
    return kind === 'checkpoint' ? await this.judgeCheckpoint(entry) : await this.judgeSignature(entry, key);
  }

  private async judgeSignature(entry: JournalEntry, key: SigningKeyRow): Promise<LogFinding | null> {
    const { n, purpose } = entry;
    const seal = await this.parts.rows.sealOf(purpose.id);
    if (seal === null || seal.kind !== purpose.kind) {
      const sentence = `The token signed for a ${purpose.kind} seal ${purpose.id}, which is not in the database: line ${n} of its journal.`;
      return lineFinding('signature-without-seal', n, sentence);
    }
    if (signsOneOf(entry, key, seal.documentDigestsHex)) return null;
    const sentence = `The token signed something for envelope ${seal.envelopeId} that its record does not name: line ${n} of its journal.`;
    return lineFinding('signature-of-other-digest', n, sentence);
  }

  private async judgeCheckpoint({
    n,
    atIso,
    digestHex,
    purpose,
  }: JournalEntry): Promise<LogFinding | 'in-flight' | null> {
    const size = Number(purpose.id);
    const isIt = (text: string | null) => text !== null && sha256Hex(text) === digestHex;
    if (isIt(await this.keptText(size))) return null;
    for (const log of await this.logs()) if (isIt(await this.computedText(size, log))) return null;
    if (this.parts.now().getTime() - Date.parse(atIso) < IN_FLIGHT_MS) return 'in-flight';
    const sentence = `The token signed a checkpoint of ${purpose.id} entries that is not the log’s: line ${n} of its journal.`;
    return lineFinding('checkpoint-not-of-the-log', n, sentence);
  }

  private async keptText(size: number): Promise<string | null> {
    const kept = await this.parts.checkpoints.ofSize(size);
    return kept === null ? null : parseSignedNote(kept.note).text;
  }

  /** The one that goes on, and those that ended: what was signed of them stays accounted for by their tiles. */
  private async logs(): Promise<{ origin: string; generation: number }[]> {
    const current = await this.parts.beginnings.current();
    if (current === null) return [];
    const logs = [{ origin: current.origin, generation: current.generation }];
    for (let generation = current.generation - 1; generation >= 1; generation -= 1) {
      const note = await this.parts.folders.ofLog(generation).published();
      if (note !== null) logs.push({ origin: note.slice(0, note.indexOf('\n')), generation });
    }
    return logs;
  }

  /** Two sequencers may sign; of a head that moved on meanwhile no note is kept, but the tree has had it. */
  private async computedText(
    size: number,
    { origin, generation }: { origin: string; generation: number },
  ): Promise<string | null> {
    try {
      const root = await new TileTree(this.parts.folders.ofLog(generation).read, size).root();
      return formatCheckpoint({ origin, head: { size, root }, extensions: [] });
    } catch (error) {
      if (error instanceof LogError) return null;
      throw error;
    }
  }
}

/** With a key of the platform, but past it: whoever relies on the seal finds no envelope behind it. */
function judgeFile({ n, atIso, purpose }: JournalEntry): LogFinding {
  const sentence = `A key of this platform sealed a file past it at ${atIso}, asked by the command ${JSON.stringify(purpose.id)}: line ${n} of the token journal. Acknowledge this when it was meant to be.`;
  return lineFinding('file-sealed-past-the-platform', n, sentence);
}

/** About a line of the journal. */
export function lineFinding(code: string, line: number, sentence: string): LogFinding {
  return { code, stream: 'token-journal', seq: line, logIndex: null, sentence };
}

function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
