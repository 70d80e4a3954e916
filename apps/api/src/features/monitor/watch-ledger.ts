import { createHash } from 'node:crypto';
import { formatCheckpoint, LogError, parseSignedNote, TileTree } from '@sealwright/audit/log';
import { z } from 'zod';
import type { LogFinding } from '../../ports/log-alarms.js';
import type { LogBeginnings } from '../../ports/log-beginnings.js';
import type { LogCheckpoints } from '../../ports/log-checkpoints.js';
import type { LogFolders } from '../../ports/log-tiles.js';
import type { MonitorMemory } from '../../ports/monitor-memory.js';
import type { RecordRows, SealRow, SigningKeyRow } from '../../ports/record-rows.js';
import {
  JOURNAL_START,
  type JournalEntry,
  type JournalLine,
  type TokenJournal,
  TokenJournalError,
} from '../../ports/token-journal.js';
import type { Look } from './look.js';
import { signsOneOf } from './signs-one-of.js';

export interface WatchLedgerParts {
  readonly journal: TokenJournal;
  readonly rows: RecordRows;
  readonly checkpoints: Pick<LogCheckpoints, 'newest' | 'ofSize'>;
  readonly folders: Pick<LogFolders, 'ofLog'>;
  readonly beginnings: Pick<LogBeginnings, 'current'>;
  readonly memory: MonitorMemory;
  readonly now: () => Date;
}

const ledgerShape = z.object({
  position: z.object({ byteOffset: z.int(), n: z.int(), lineSha256Hex: z.string() }),
  /** Seals that were begun before the first line are not looked for. */
  beganAtIso: z.string(),
  doneUpToIso: z.string(),
  /** Seals with a line that are not done yet; of too many the newest. */
  open: z.array(z.string()),
});
type Kept = z.infer<typeof ledgerShape>;
type Ledger = Omit<Kept, 'open'> & { open: Set<string> };

/** A checkpoint is signed first and kept in the database after. */
const IN_FLIGHT_MS = 5 * 60_000;
const MAX_FINDINGS = 50;
/** A random message, and the key's request for its own certificate: they bind nobody to anything. */
const ACTS_OF_THE_KEY: ReadonlySet<string> = new Set(['self-test', 'certificate-request']);
const SEALS_AT_ONCE = 500;
/** What is remembered between two looks. A seal that is not among them is looked for in the whole journal. */
const MAX_OPEN = 10_000;

/**
 * The seal ledger: every signature the token made belongs to a seal, a certificate, a checkpoint or an act of the key, and
 * every finished seal has its line. The journal is the token process's own, outside of the database.
 */
export class WatchLedger {
  constructor(private readonly parts: WatchLedgerParts) {}

  async look(): Promise<Look> {
    await this.parts.rows.assertSeesAll();
    const known = ledgerShape.safeParse(await this.parts.memory.read('ledger')).data;
    const ledger = known ? { ...known, open: new Set(known.open) } : this.beginning();
    const findings: LogFinding[] = [];
    const checked = await this.readLines(ledger, findings);
    await this.judgeSeals(ledger, findings);
    const kept: Kept = { ...ledger, open: [...ledger.open] };
    await this.parts.memory.write('ledger', kept);
    const detail =
      findings.length === 0
        ? `Every signature of the token belongs to something: ${ledger.position.n} lines in its journal.`
        : `${findings.length} signatures or seals do not fit each other; ${ledger.position.n} lines in the journal.`;
    return { findings: findings.slice(0, MAX_FINDINGS), checked, detail };
  }

  private beginning(): Ledger {
    const nowIso = this.parts.now().toISOString();
    return { position: JOURNAL_START, beganAtIso: nowIso, doneUpToIso: nowIso, open: new Set() };
  }

  /** @returns how many lines were read */
  private async readLines(ledger: Ledger, findings: LogFinding[]): Promise<number> {
    let checked = 0;
    const keys = await this.parts.rows.signingKeys();
    const { position } = ledger;
    try {
      for await (const line of this.parts.journal.read(position)) {
        const judged = await this.judgeLine(line, keys);
        if (judged === 'in-flight') break;
        if (judged !== null) findings.push(judged);
        follow(ledger, line);
        checked += 1;
      }
    } catch (error) {
      if (!(error instanceof TokenJournalError)) throw error;
      findings.push(finding(error.code, position.n, error.message));
      // From the beginning, so that what is in it now is looked at too.
      if (error.code === 'journal-shorter') ledger.position = JOURNAL_START;
    }
    return checked;
  }

  private async judgeLine(
    { entry, fault, position }: JournalLine,
    keys: ReadonlyMap<string, SigningKeyRow>,
  ): Promise<LogFinding | 'in-flight' | null> {
    if (fault !== null || entry === null) {
      const sentence = `Line ${position.n} of the token journal does not follow the one before it: it was changed, or lines are missing.`;
      return finding(`journal-${fault ?? 'unreadable-line'}`, position.n, sentence);
    }
    const { kind } = entry.purpose;
    if (ACTS_OF_THE_KEY.has(kind)) return null;
    const key = keys.get(entry.keyFingerprintSha256Hex);
    if (kind === 'file') return key === undefined ? null : judgeFile(entry);
    if (key === undefined) {
      return finding(
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
      return finding('signature-without-seal', n, sentence);
    }
    if (signsOneOf(entry, key, seal.documentDigestsHex)) return null;
    const sentence = `The token signed something for envelope ${seal.envelopeId} that its record does not name: line ${n} of its journal.`;
    return finding('signature-of-other-digest', n, sentence);
  }

  private async judgeCheckpoint({
    n,
    atIso,
    digestHex,
    purpose,
  }: JournalEntry): Promise<LogFinding | 'in-flight' | null> {
    const size = Number(purpose.id);
    const texts = [await this.keptText(size)];
    for (const log of await this.logs()) texts.push(await this.computedText(size, log));
    if (texts.some((text) => text !== null && sha256Hex(text) === digestHex)) return null;
    if (this.parts.now().getTime() - Date.parse(atIso) < IN_FLIGHT_MS) return 'in-flight';
    const sentence = `The token signed a checkpoint of ${purpose.id} entries that is not the log’s: line ${n} of its journal.`;
    return finding('checkpoint-not-of-the-log', n, sentence);
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

  private async judgeSeals(ledger: Ledger, findings: LogFinding[]): Promise<void> {
    const began = new Date(ledger.beganAtIso);
    const missing: SealRow[] = [];
    for (let count = SEALS_AT_ONCE; count === SEALS_AT_ONCE && missing.length < MAX_OPEN; ) {
      const after = new Date(ledger.doneUpToIso);
      const done = await this.parts.rows.sealsDoneAfter(after, began, SEALS_AT_ONCE);
      missing.push(...done.filter(({ id }) => !ledger.open.delete(id)));
      ledger.doneUpToIso = done.at(-1)?.doneAt?.toISOString() ?? ledger.doneUpToIso;
      count = done.length;
    }
    const elsewhere = await this.inWholeJournal(new Set(missing.map(({ id }) => id)));
    const accused = missing.filter(({ id }) => !elsewhere.has(id));
    findings.push(...accused.map(sealWithoutSignature));
  }

  /** Which of these seals have a line at all: what is remembered are the newest alone. */
  private async inWholeJournal(ids: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    if (ids.size === 0) return found;
    for await (const { entry } of this.parts.journal.read(JOURNAL_START)) {
      if (entry !== null && ids.has(entry.purpose.id)) found.add(entry.purpose.id);
      if (found.size === ids.size) break;
    }
    return found;
  }
}

function follow(ledger: Ledger, { entry, position }: JournalLine): void {
  if (entry !== null) {
    const { kind, id } = entry.purpose;
    if (ledger.position.n === 0 && entry.atIso < ledger.beganAtIso) {
      ledger.beganAtIso = entry.atIso;
      ledger.doneUpToIso = entry.atIso;
    }
    if (kind === 'document' || kind === 'certificate') keepOpen(ledger.open, id);
  }
  ledger.position = position;
}

function keepOpen(open: Set<string>, id: string): void {
  open.delete(id);
  open.add(id);
  const [oldest] = open;
  if (open.size > MAX_OPEN && oldest !== undefined) open.delete(oldest);
}

function sealWithoutSignature({ id, envelopeId, kind }: SealRow): LogFinding {
  const sentence = `The ${kind} seal ${id} is done, but the token journal has no signature for it.`;
  const stream = `envelope:${envelopeId}`;
  return { code: 'seal-without-signature', stream, seq: null, logIndex: null, sentence };
}

/** With a key of the platform, but past it: whoever relies on the seal finds no envelope behind it. */
function judgeFile({ n, atIso, purpose }: JournalEntry): LogFinding {
  const sentence = `A key of this platform sealed a file past it at ${atIso}, asked by the command ${JSON.stringify(purpose.id)}: line ${n} of the token journal. Acknowledge this when it was meant to be.`;
  return finding('file-sealed-past-the-platform', n, sentence);
}

function finding(code: string, line: number, sentence: string): LogFinding {
  return { code, stream: 'token-journal', seq: line, logIndex: null, sentence };
}

function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
