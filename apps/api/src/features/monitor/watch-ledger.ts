import { z } from 'zod';
import type { LogFinding } from '../../ports/log-alarms.js';
import type { MonitorMemory } from '../../ports/monitor-memory.js';
import type { SealRow } from '../../ports/record-rows.js';
import {
  JOURNAL_START,
  type JournalLine,
  type TokenJournal,
  TokenJournalError,
} from '../../ports/token-journal.js';
import { JudgeLine, type JudgeLineParts, lineFinding } from './judge-line.js';
import type { Look } from './look.js';

export interface WatchLedgerParts extends JudgeLineParts {
  readonly journal: TokenJournal;
  readonly memory: MonitorMemory;
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

const MAX_FINDINGS = 50;
const SEALS_AT_ONCE = 500;
const LINES_AT_ONCE = 1_000;
/** What is remembered between two looks. A seal that is not among them is looked for in the whole journal. */
const MAX_OPEN = 10_000;

/**
 * The seal ledger: every signature the token made belongs to a seal, a certificate, a checkpoint or an act of the key, and
 * every finished seal has its line. The journal is the token process's own, outside of the database.
 */
export class WatchLedger {
  private readonly lines: JudgeLine;

  constructor(private readonly parts: WatchLedgerParts) {
    this.lines = new JudgeLine(parts);
  }

  /** What is new since the last look. */
  async look(): Promise<Look> {
    await this.parts.rows.assertSeesAll();
    const ledger = (await this.remembered()) ?? this.beginning();
    const findings: LogFinding[] = [];
    const checked = await this.readLines(ledger, findings);
    await this.judgeSeals(ledger, findings);
    const kept: Kept = { ...ledger, open: [...ledger.open] };
    await this.parts.memory.write('ledger', kept);
    return judged(findings, checked, ledger);
  }

  /** The lines passed before as well: a seal that was deleted or bent since then shows nowhere else. */
  async lookAtAll(): Promise<Look> {
    const passed = await this.remembered();
    const { findings: recent, checked, detail } = await this.look();
    if (passed === null) return { findings: recent, checked, detail };
    const { beganAtIso } = passed;
    const again: Ledger = { position: JOURNAL_START, beganAtIso, doneUpToIso: beganAtIso, open: new Set() };
    const findings = [...recent];
    const readAgain = await this.readLines(again, findings, passed.position.n);
    await this.judgeSeals(again, findings, passed.doneUpToIso);
    // What the token signs meanwhile belongs to the next look.
    return judged(distinct(findings), checked + readAgain, (await this.remembered()) ?? passed);
  }

  private async remembered(): Promise<Ledger | null> {
    const known = ledgerShape.safeParse(await this.parts.memory.read('ledger')).data;
    return known ? { ...known, open: new Set(known.open) } : null;
  }

  private beginning(): Ledger {
    const nowIso = this.parts.now().toISOString();
    return { position: JOURNAL_START, beganAtIso: nowIso, doneUpToIso: nowIso, open: new Set() };
  }

  /** As far as line `upTo`. @returns how many lines were read */
  private async readLines(ledger: Ledger, findings: LogFinding[], upTo = Infinity): Promise<number> {
    let checked = 0;
    const keys = await this.parts.rows.signingKeys();
    const { position } = ledger;
    try {
      for await (const line of this.parts.journal.read(position)) {
        if (line.position.n > upTo) break;
        const found = await this.lines.judge(line, keys);
        if (found === 'in-flight') break;
        if (found !== null) findings.push(found);
        follow(ledger, line);
        checked += 1;
        // Step by step with the seals, so that no more of them are open than were being made at one time.
        if (checked % LINES_AT_ONCE === 0) await this.judgeSeals(ledger, findings, line.entry?.atIso);
      }
    } catch (error) {
      if (!(error instanceof TokenJournalError)) throw error;
      findings.push(lineFinding(error.code, position.n, error.message));
      // From the beginning, so that what is in it now is looked at too.
      if (error.code === 'journal-shorter') ledger.position = JOURNAL_START;
    }
    return checked;
  }

  /** Those that were done until then. */
  private async judgeSeals(ledger: Ledger, findings: LogFinding[], untilIso?: string): Promise<void> {
    const began = new Date(ledger.beganAtIso);
    const missing: SealRow[] = [];
    for (let isMore = true; isMore && missing.length < MAX_OPEN; ) {
      const after = new Date(ledger.doneUpToIso);
      const done = await this.parts.rows.sealsDoneAfter(after, began, SEALS_AT_ONCE);
      const due = done.filter(({ doneAt }) => untilIso === undefined || toIso(doneAt) <= untilIso);
      missing.push(...due.filter(({ id }) => !ledger.open.delete(id)));
      ledger.doneUpToIso = toIso(due.at(-1)?.doneAt) || ledger.doneUpToIso;
      isMore = due.length === SEALS_AT_ONCE;
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

function judged(findings: readonly LogFinding[], checked: number, { position: { n } }: Ledger): Look {
  const detail =
    findings.length === 0
      ? `Every signature of the token belongs to something: ${n} lines in its journal.`
      : `${findings.length} signatures or seals do not fit each other; ${n} lines in the journal.`;
  return { findings: findings.slice(0, MAX_FINDINGS), checked, detail };
}

function distinct(findings: readonly LogFinding[]): LogFinding[] {
  return [...new Map(findings.map((one) => [one.sentence, one])).values()];
}

function toIso(time: Date | null | undefined): string {
  return time?.toISOString() ?? '';
}
