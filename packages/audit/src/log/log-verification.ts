import { LogError } from '../log-error.js';
import { equalBytes } from '../runtime/bytes.js';
import { EventHasher } from './event-hasher.js';
import { FaultList } from './fault-list.js';
import { type JudgedCheckpoints, judgeCheckpoints, logFault } from './judge-checkpoints.js';
import { judgeOwner } from './judge-owner.js';
import { judgeForm, recordFault, wordMismatch } from './judge-record.js';
import { KnownHeads } from './known-heads.js';
import type { LogEvidence, LogRecord } from './log-evidence.js';
import type { LogReport } from './log-report.js';
import { type LogState, type RestoredState, readLogState, writeLogState } from './log-state.js';
import { MissingEntries, type NamedEntry } from './missing-entries.js';
import { MissingValues } from './missing-values.js';
import { settleCheckpoints } from './settle-checkpoints.js';
import { type ChainPlace, StreamChains, type StreamHead } from './stream-chains.js';
import { TreeFollower } from './tree-follower.js';
import { wordLimits } from './word-limits.js';

/**
 * Goes once through a whole log: chains, tree, tiles, checkpoints. Records come in the order of the log (`index` 0, 1,
 * 2 …), then those not in the tree yet, in the order of their streams. Nothing throws on bad evidence; what is wrong
 * stands in the report. Reads nothing but tiles; memory grows with the number of streams.
 */
export class LogVerification {
  private readonly knownHeads: KnownHeads | null;
  private readonly hasher = new EventHasher();
  private readonly missingValues = new MissingValues();
  private readonly resumedFrom: number;
  private pendingCount = 0;
  private loggedCount = 0;

  private constructor(
    private readonly evidence: LogEvidence,
    private readonly judged: JudgedCheckpoints,
    private readonly chains: StreamChains,
    private readonly tree: TreeFollower,
    private readonly missing: MissingEntries,
    private readonly faults: FaultList,
  ) {
    this.resumedFrom = tree.size;
    const { knownHeads = [] } = evidence;
    this.knownHeads = knownHeads.length === 0 ? null : new KnownHeads(knownHeads);
  }

  /**
   * @param state of an earlier run, to go on behind it
   * @throws LogError `log-state-unreadable`
   */
  static async start(evidence: LogEvidence, state?: unknown): Promise<LogVerification> {
    const judged = await judgeCheckpoints(evidence);
    const from: RestoredState | null = state === undefined ? null : readLogState(state);
    const { tiles } = evidence;
    const { treeSize } = judged;
    const sizes = new Set(judged.watched.map(({ head }) => head.size));
    const tree =
      from === null
        ? new TreeFollower(tiles, treeSize, sizes)
        : new TreeFollower(tiles, treeSize, sizes, from.byTiles, from.byRows, from.size);
    tree.reached.push(...(from?.reached ?? []));
    const missing = new MissingEntries(tiles, treeSize, from?.missing, from?.uncounted);
    const faults = new FaultList(from?.faults);
    return new LogVerification(evidence, judged, new StreamChains(from?.heads), tree, missing, faults);
  }

  /** Entries the log has by its checkpoints; records from this index on count as not in the tree. */
  get treeSize(): number {
    return this.judged.treeSize;
  }

  /** The next place in the log that is expected. */
  get position(): number {
    return this.tree.size;
  }

  /** A batch of any length, in order. */
  async add(records: readonly LogRecord[]): Promise<void> {
    for (const record of records) {
      if (record.index === null || record.index >= this.treeSize) {
        this.judgePending(record);
        continue;
      }
      if (record.index > this.tree.size) await this.skipTo(record.index);
      if (record.index < this.tree.size) {
        const sentence = `Event ${record.seq} claims a place in the log that another event has.`;
        this.faults.add(recordFault('inserted-event', record, sentence));
        continue;
      }
      if (this.tree.needsTile) await this.tree.load();
      this.judgeLogged(record);
    }
  }

  /**
   * To go on another day, from `position`. Taken before any record that is not in the tree was added.
   * @throws LogError `log-state-unreadable` after one was
   */
  state(): LogState {
    if (this.pendingCount > 0) {
      throw new LogError(
        'log-state-unreadable',
        'Store a verification before events outside the tree are added.',
      );
    }
    return writeLogState({
      size: this.tree.size,
      ...this.tree.trees,
      reached: this.tree.reached,
      heads: [...this.chains.heads],
      faults: [...this.faults.sorted(), ...this.tree.faults],
      missing: this.missing.list,
      uncounted: this.missing.uncounted,
    });
  }

  /** The verdict, once every record was added. */
  async finish(): Promise<LogReport> {
    const lastRow = this.tree.size;
    await this.skipTo(this.treeSize);
    await this.tree.close();
    this.faults.add(...this.judged.faults, ...this.tree.faults);
    const unnamedCount = this.nameMissing(lastRow);
    this.faults.add(...(this.knownHeads?.judgeEnds(this.chains.heads) ?? []));
    this.faults.add(...this.missingValues.faults());
    const { watched } = this.judged;
    const settled = await settleCheckpoints(watched, this.tree.reached, this.evidence.tiles);
    this.clearRows(settled.rowsProvedUpTo);
    this.faults.add(...settled.faults);
    const faults = this.faults.sorted();
    const root = this.tree.rootNow();
    const { pendingCount, resumedFrom, treeSize, loggedCount } = this;
    const facts = { watched, treeSize, pendingCount, unnamedCount, resumedFrom };
    return {
      verdict: faults.length === 0 ? 'intact' : 'broken',
      loggedCount,
      pendingCount,
      streamCount: this.chains.heads.size,
      treeSize,
      rootHex: root.byTilesHex ?? root.byRowsHex,
      checkpoints: settled.outcomes,
      faults,
      firstBad: faults[0] ?? null,
      limits: wordLimits(this.evidence, facts),
    };
  }

  private judgeLogged(record: LogRecord): void {
    this.loggedCount += 1;
    const head = this.chains.head(record.stream);
    const place = this.chains.place(record, head);
    if (place !== 'next') {
      this.judgeMisplaced(record, head, place);
      this.tree.append(null, false);
      return;
    }
    this.hasher.weigh(head.hash, record.stream, record.seq, record.bytes);
    const { hash } = this.hasher;
    const leaf = this.hasher.leafHash();
    const match = this.tree.match(leaf);
    const storedFits = equalBytes(hash, record.chainHash);
    if (!storedFits) this.faults.add(wordMismatch(record, match === 'fits'));
    else if (match === 'differs') this.faults.add(recordFault('rewritten', record, wordRewritten(record)));
    // Bytes that are neither what was chained nor what was logged lead nowhere.
    const leadsOn = storedFits || match === 'fits';
    this.tree.append(leadsOn ? leaf : null, match === 'fits');
    if (leadsOn) this.advance(record, head, hash);
    else head.lost = true;
  }

  private judgePending(record: LogRecord): void {
    this.pendingCount += 1;
    const head = this.chains.head(record.stream);
    const place = this.chains.place(record, head);
    if (place !== 'next') {
      this.judgeMisplaced(record, head, place);
      return;
    }
    this.hasher.weigh(head.hash, record.stream, record.seq, record.bytes);
    if (equalBytes(this.hasher.hash, record.chainHash)) {
      if (record.queued === false) this.faults.add(recordFault('not-queued', record, wordNotQueued(record)));
      this.advance(record, head, this.hasher.hash);
    } else {
      this.faults.add(wordMismatch(record, false));
      head.lost = true;
    }
  }

  private advance(record: LogRecord, head: StreamHead, hash: Uint8Array): void {
    // The hasher keeps its bytes, and GENESIS_HASH belongs to all.
    if (head.seq === 0) head.hash = hash.slice();
    else head.hash.set(hash);
    head.seq = record.seq;
    const isFull = this.evidence.form === 'full';
    if (record.shown !== undefined || record.personal !== undefined || isFull) {
      const fault = judgeForm(record, isFull);
      if (fault !== null) this.faults.add(fault);
    }
    this.judgeSurroundings(record);
    const mismatch = this.knownHeads?.judge(record.stream, record.seq, hash);
    if (mismatch) this.faults.add(mismatch);
  }

  /** Whose the row is, and which values beside it are gone. */
  private judgeSurroundings(record: LogRecord): void {
    const { owners, missesValues } = this.evidence;
    const isLogged = record.index !== null && record.index < this.treeSize;
    const fault = owners === undefined ? null : judgeOwner(record, owners, isLogged);
    if (fault !== null) this.faults.add(fault);
    if (missesValues === true) this.missingValues.note(record, isLogged);
  }

  private judgeMisplaced(record: LogRecord, head: StreamHead, place: Exclude<ChainPlace, 'next'>): void {
    const { stream, seq } = record;
    if (place === 'behind') {
      const sentence = `Event ${seq} stands here a second time.`;
      this.faults.add(recordFault('inserted-event', record, sentence));
    } else if (place === 'ahead') {
      const sentence = `Event ${head.seq + 1} is missing; event ${seq} stands in its place.`;
      this.faults.add({ code: 'missing-event', stream, seq: head.seq + 1, index: null, sentence });
      head.lost = true;
    } else {
      const fault = this.faults.of(stream);
      if (fault?.code !== 'missing-event' || fault.seq !== seq) return;
      fault.code = 'reordered';
      fault.index = record.index;
      fault.sentence = `Event ${seq} stands behind later events of its record.`;
    }
  }

  /** Places without a row. */
  private async skipTo(index: number): Promise<void> {
    while (this.tree.size < index) {
      if (this.tree.needsTile) await this.tree.load();
      await this.missing.note(this.tree.size, this.tree.tileLeaf());
      this.tree.append(null, false);
    }
  }

  /** Gives how many missing entries stay without a name. */
  private nameMissing(lastRow: number): number {
    const { list, uncounted } = this.missing;
    const first = list[0];
    if (first === undefined) return 0;
    const named = this.missing.name(this.chains.heads, this.evidence.knownStreams ?? []);
    for (const entry of named) this.addMissing(entry, lastRow);
    if (named.length === 0) {
      const code = first.index >= lastRow ? 'truncated' : 'missing-event';
      const sentence = `Of the log’s entry ${first.index} and ${list.length - 1 + uncounted} others no event is there any more.`;
      this.faults.add(logFault(code, first.index, sentence));
    }
    return list.length + uncounted - named.length;
  }

  private addMissing({ index, stream, seq }: NamedEntry, lastRow: number): void {
    const known = this.faults.of(stream);
    if (known?.code === 'missing-event' && known.seq === seq) known.index = index;
    const truncated = index >= lastRow;
    const sentence = truncated
      ? `Event ${seq} and all that followed it in the log were cut off.`
      : `Event ${seq} is in the log, but no longer in the record.`;
    this.faults.add({ code: truncated ? 'truncated' : 'missing-event', stream, seq, index, sentence });
  }

  /** What looked like rewritten events were altered tiles: the rows give the signed root. */
  private clearRows(upTo: number): void {
    const cleared = this.faults.take(
      ({ code, index }) => code === 'rewritten' && index !== null && index < upTo,
    );
    for (const { index } of cleared) {
      const sentence = `The tiles hold another hash for entry ${index} than the signed tree; the event itself is intact.`;
      this.faults.add(logFault('tiles-altered', index, sentence));
    }
  }
}

const wordRewritten = ({ seq }: LogRecord): string =>
  `Event ${seq} fits its chain, but the log holds another one: the record was rewritten from this event on, or earlier.`;

const wordNotQueued = ({ seq }: LogRecord): string =>
  `Event ${seq} is neither in the log nor waiting for it: it was written past the function that appends events.`;
