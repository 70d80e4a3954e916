import { type Problem, toProblem } from '@/api/problem';
import type { UploadedDocument, UploadLimits } from '@/api/upload';
import type { UploadRow } from './upload-row';

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
  readonly finish: (uploadId: string, besides: readonly string[]) => Promise<UploadedDocument>;
  /** Documents that are there already: a new one from the same bytes is a duplicate. */
  readonly besides: () => readonly string[];
  readonly onDocument: (document: UploadedDocument, rowId: string) => void;
  readonly retryAfterMs?: number;
}

interface Entry {
  row: UploadRow;
  readonly file: File;
  sending: Sending | null;
  uploadId: string | null;
}

const atOnce = 3;
const usualRetryMs = 4000;
let counter = 0;

/** Files on their way to the server: a few at once, the others in the order they were given. */
export class UploadQueue {
  private entries: Entry[] = [];
  private rows: readonly UploadRow[] = [];
  private readonly listeners = new Set<() => void>();
  private retryTimer: ReturnType<typeof setTimeout> | null = null;
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
    if (!entry || !['waiting', 'sending', 'offline'].includes(entry.row.state)) return;
    entry.sending?.pause();
    this.change(entry, { state: 'paused' });
    this.pump();
  }

  /** Goes on with what was paused or failed. */
  resume(id: string): void {
    const entry = this.entry(id);
    if (!entry || !['paused', 'failed', 'offline'].includes(entry.row.state)) return;
    this.change(entry, { state: 'waiting', problem: null });
    this.pump();
  }

  /** Takes a row away, whatever became of it; nothing of an unfinished one stays on the server. */
  cancel(id: string): void {
    const entry = this.entry(id);
    if (!entry) return;
    if (entry.row.document === null && entry.row.state !== 'refused') entry.sending?.cancel();
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
      if (!isOnline && entry.row.state === 'sending') this.lose(entry);
      if (isOnline && entry.row.state === 'offline') this.change(entry, { state: 'waiting' });
    }
    this.pump();
  }

  /** The page is left: nothing more is sent; what has arrived can be gone on with. */
  stop(): void {
    if (this.retryTimer) clearTimeout(this.retryTimer);
    this.retryTimer = null;
    for (const { row, sending } of this.entries) if (row.state === 'sending') sending?.pause();
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
    };
    return { row, file, sending: null, uploadId: null };
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
      onSent: (sentBytes) => this.change(entry, { sentBytes }),
      onWhole: (uploadId) => void this.check(entry, uploadId),
      onProblem: (problem) => this.fail(entry, problem),
    });
    entry.sending.start();
  }

  private async check(entry: Entry, uploadId: string): Promise<void> {
    entry.uploadId = uploadId;
    this.change(entry, { state: 'checking', sentBytes: entry.row.byteSize });
    try {
      const document = this.compared(entry, await this.ports.finish(uploadId, this.besides()));
      const state = document.duplicateOf === null ? 'done' : 'duplicate';
      this.change(entry, { state, document });
      if (state === 'done' && this.entries.includes(entry)) this.ports.onDocument(document, entry.row.id);
    } catch (error) {
      this.fail(entry, toProblem(error));
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
    if (problem.status === 0 || problem.status === 429 || problem.status >= 502) this.lose(entry);
    else if (problem.status >= 500) this.change(entry, { state: 'failed', problem });
    else this.change(entry, { state: 'refused', problem });
    this.pump();
  }

  private lose(entry: Entry): void {
    entry.sending?.pause();
    this.change(entry, { state: 'offline' });
    this.retryTimer ??= setTimeout(() => {
      this.retryTimer = null;
      if (this.isOnline) this.setOnline(true);
    }, this.ports.retryAfterMs ?? usualRetryMs);
  }

  private entry(id: string): Entry | undefined {
    return this.entries.find(({ row }) => row.id === id);
  }

  private change(entry: Entry, change: Partial<UploadRow>): void {
    entry.row = { ...entry.row, ...change };
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
