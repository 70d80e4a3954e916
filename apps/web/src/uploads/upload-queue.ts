import { type Problem, toProblem } from '@/api/problem';
import type { UploadedDocument, UploadLimits } from '@/api/upload';
import { hindranceOf, waitMs } from './retry-times';
import { isHeldUp, isPausable, type UploadRow } from './upload-row';

/** One file being sent in pieces; an earlier attempt with the same file is gone on with. */
export interface Sending {
  readonly start: () => void;
  readonly pause: () => void;
  /** Ends it on the server too. */
  readonly cancel: () => void;
}

export interface SendingEvents {
  readonly onSent: (bytes: number) => void;
  /** All bytes are there. */
  readonly onWhole: (uploadId: string) => void;
  readonly onProblem: (problem: Problem) => void;
}

export interface UploadPorts {
  readonly send: (file: File, events: SendingEvents) => Sending;
  readonly finish: (
    uploadId: string,
    besides: readonly string[],
    signal: AbortSignal,
  ) => Promise<UploadedDocument>;
  /** Documents that are there already: a new one from the same bytes is a duplicate. */
  readonly besides: () => readonly string[];
  readonly onDocument: (document: UploadedDocument, rowId: string) => void;
}

interface Entry {
  row: UploadRow;
  readonly file: File;
  sending: Sending | null;
  uploadId: string | null;
  /** Ends the wait for the server's judgement. */
  finishing: AbortController | null;
  /** Tries that failed since the last byte arrived. */
  failedTries: number;
  retryTimer: ReturnType<typeof setTimeout> | null;
}

const atOnce = 3;
let counter = 0;

/** Files on their way to the server: a few at once, the others in the order they were given. */
export class UploadQueue {
  private entries: Entry[] = [];
  private rows: readonly UploadRow[] = [];
  private readonly listeners = new Set<() => void>();
  private isOnline = true;

  constructor(
    private readonly ports: UploadPorts,
    private readonly limits: UploadLimits,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly snapshot = (): readonly UploadRow[] => this.rows;

  /** @returns the id of each row, in the order given. */
  add(files: readonly File[]): readonly string[] {
    const added = files.map((file) => this.entryOf(file));
    this.entries.push(...added);
    this.pump();
    return added.map(({ row }) => row.id);
  }

  pause(id: string): void {
    const entry = this.entry(id);
    if (!entry || !isPausable(entry.row)) return;
    entry.sending?.pause();
    this.change(entry, { state: 'paused', problem: null });
    this.pump();
  }

  /** Goes on with what was paused or failed, or waits for its next try. */
  resume(id: string): void {
    const entry = this.entry(id);
    if (!entry || !(['paused', 'failed'].includes(entry.row.state) || isHeldUp(entry.row))) return;
    this.change(entry, { state: 'waiting', problem: null });
    this.pump();
  }

  /** Takes a row away, whatever became of it; nothing of an unfinished one stays on the server. */
  cancel(id: string): void {
    const entry = this.entry(id);
    if (!entry) return;
    if (entry.row.document === null && entry.row.state !== 'refused') entry.sending?.cancel();
    entry.finishing?.abort();
    this.endWait(entry);
    this.entries = this.entries.filter((other) => other !== entry);
    this.publish();
    this.pump();
  }

  keepDuplicate(id: string): void {
    const entry = this.entry(id);
    if (entry?.row.state !== 'duplicate' || !entry.row.document) return;
    this.change(entry, { state: 'done' });
    this.ports.onDocument(entry.row.document, id);
  }

  setOnline(isOnline: boolean): void {
    this.isOnline = isOnline;
    for (const entry of this.entries) {
      const { state } = entry.row;
      if (!isOnline && (state === 'sending' || isHeldUp(entry.row))) this.goOffline(entry);
      if (isOnline && state === 'offline') this.change(entry, { state: 'waiting' });
    }
    this.pump();
  }

  /** The page is left: nothing more is sent; what has arrived can be gone on with. */
  stop(): void {
    for (const entry of this.entries) {
      this.endWait(entry);
      if (entry.row.state === 'sending') entry.sending?.pause();
    }
  }

  private entryOf(file: File): Entry {
    counter += 1;
    const tooLarge = file.size > this.limits.maxBytes;
    const problem = tooLarge
      ? refusalOf('payload-too-large')
      : file.size === 0
        ? refusalOf('pdf-empty')
        : null;
    const row: UploadRow = {
      id: `upload-${counter}`,
      ...{ name: file.name, byteSize: file.size, sentBytes: 0, document: null, problem },
      state: problem ? 'refused' : 'waiting',
      retryAtMs: null,
    };
    const idle = { sending: null, uploadId: null, finishing: null, failedTries: 0, retryTimer: null };
    return { row, file, ...idle };
  }

  private pump(): void {
    const running = this.entries.filter(({ row }) => row.state === 'sending' || row.state === 'checking');
    const waiting = this.entries.filter(({ row }) => row.state === 'waiting');
    if (this.isOnline) for (const entry of waiting.slice(0, atOnce - running.length)) this.run(entry);
    this.publish();
  }

  private run(entry: Entry): void {
    if (entry.uploadId !== null) return void this.check(entry, entry.uploadId);
    this.change(entry, { state: 'sending' });
    entry.sending ??= this.ports.send(entry.file, {
      onSent: (sentBytes) => {
        if (sentBytes > entry.row.sentBytes) entry.failedTries = 0;
        this.change(entry, { sentBytes });
      },
      onWhole: (uploadId) => void this.check(entry, uploadId),
      onProblem: (problem) => this.fail(entry, problem),
    });
    entry.sending.start();
  }

  private async check(entry: Entry, uploadId: string): Promise<void> {
    entry.uploadId = uploadId;
    entry.finishing = new AbortController();
    const { signal } = entry.finishing;
    this.change(entry, { state: 'checking', sentBytes: entry.row.byteSize });
    try {
      const document = this.compared(entry, await this.ports.finish(uploadId, this.besides(), signal));
      const state = document.duplicateOf === null ? 'done' : 'duplicate';
      this.change(entry, { state, document });
      if (state === 'done' && this.entries.includes(entry)) this.ports.onDocument(document, entry.row.id);
    } catch (error) {
      if (!signal.aborted) this.fail(entry, toProblem(error));
    }
    this.pump();
  }

  /** Two copies that are examined at the same time do not know of each other: the later one learns of it here. */
  private compared(entry: Entry, document: UploadedDocument): UploadedDocument {
    const twin = this.entries.find(
      ({ row }) =>
        row.id !== entry.row.id &&
        row.state === 'done' &&
        row.document?.originalSha256 === document.originalSha256,
    )?.row.document;
    return twin ? { ...document, duplicateOf: twin.id } : document;
  }

  private besides(): readonly string[] {
    const kept = this.entries.flatMap(({ row }) =>
      row.state === 'done' && row.document ? [row.document.id] : [],
    );
    return [...new Set([...this.ports.besides(), ...kept])].slice(0, 100);
  }

  private fail(entry: Entry, problem: Problem): void {
    const hindrance = hindranceOf(problem);
    if (hindrance && !this.isOnline) this.goOffline(entry);
    else if (hindrance) this.tryLater(entry, hindrance, problem);
    else this.change(entry, { state: problem.status >= 500 ? 'failed' : 'refused', problem });
    this.pump();
  }

  private tryLater(entry: Entry, state: 'unreachable' | 'busy', problem: Problem): void {
    entry.sending?.pause();
    const delayMs = waitMs(entry.failedTries, problem);
    entry.failedTries += 1;
    this.change(entry, { state, problem, retryAtMs: Date.now() + delayMs });
    entry.retryTimer = setTimeout(() => this.resume(entry.row.id), delayMs);
  }

  private goOffline(entry: Entry): void {
    entry.sending?.pause();
    this.change(entry, { state: 'offline', problem: null });
  }

  private endWait(entry: Entry): void {
    if (entry.retryTimer) clearTimeout(entry.retryTimer);
    entry.retryTimer = null;
  }

  private entry(id: string): Entry | undefined {
    return this.entries.find(({ row }) => row.id === id);
  }

  private change(entry: Entry, change: Partial<UploadRow>): void {
    if (change.state) this.endWait(entry);
    entry.row = { ...entry.row, ...(change.state && { retryAtMs: null }), ...change };
    this.publish();
  }

  private publish(): void {
    this.rows = this.entries.map(({ row }) => row);
    for (const listener of this.listeners) listener();
  }
}

/** Refusals this browser can give by itself; the screen has the sentences. */
function refusalOf(code: string): Problem {
  return { code, status: 422, title: '', detail: '', errors: [] };
}
