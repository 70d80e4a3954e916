import { fileURLToPath } from 'node:url';
import type { TakenPdf } from '@sealwright/signing-core';
import { PdfSandbox, type PdfSource, type SecondOpinion } from '../../ports/pdf-sandbox.js';
import { ByteCache } from './byte-cache.js';
import { DocumentChild } from './document-child.js';
import { ReaderPool } from './reader-pool.js';
import type { SandboxAnswers, SandboxTask } from './sandbox-protocol.js';

export interface SandboxOptions {
  /** The compiled `pdf-child.js`; by default the one beside this file. */
  readonly entry?: string;
  /** Children that turn pages, and uploads looked at, at the same time. Default 2 each. */
  readonly parallel?: number;
  /** Keep a child ready for the next upload. Default true; a process that takes none does without. */
  readonly keepSpare?: boolean;
}

/** An uploader waits for the inspection: with the start of a child it answers within ten seconds. */
const WALL_MS = { 'take-in': 8_000, rehearse: 30_000 } as const;
const LIMITS = { cpuSeconds: 25, residentBytes: 1_000_000_000, heapMegabytes: 640, addons: true };
const CACHE_BYTES = 64 * 1_048_576;
/** 62 points wide on the certificate: some 280 dots an inch. */
const THUMBNAIL_WIDTH_PX = 240;
const WIDTHS_PX = { least: 64, most: 2_400 };

/** Uploads get a child each, which then ends; pages of accepted documents are turned by a few that live on. */
export class ChildPdfSandbox extends PdfSandbox {
  private readonly entry: string;
  private readonly readers: ReaderPool;
  private readonly pictures = new ByteCache<Uint8Array>(CACHE_BYTES);
  private readonly pending = new Map<string, Promise<Uint8Array>>();
  private readonly waiting: (() => void)[] = [];
  private readonly busy = new Set<DocumentChild>();
  private freeSeats: number;
  private spare: DocumentChild | null = null;
  private isClosed = false;

  constructor(private readonly options: SandboxOptions = {}) {
    super();
    this.entry = options.entry ?? fileURLToPath(new URL('./pdf-child.js', import.meta.url));
    this.freeSeats = options.parallel ?? 2;
    this.readers = new ReaderPool(this.entry, options.parallel ?? 2);
    if (options.keepSpare !== false) this.spare = new DocumentChild(this.entry, LIMITS);
  }

  override async takeIn(upload: Uint8Array): Promise<TakenPdf> {
    const { report, changed } = await this.runAlone({ kind: 'take-in', bytes: upload });
    return { report, frozen: report.verdict === 'reject' ? null : (changed ?? upload) };
  }

  override async rehearse(bytes: Uint8Array): Promise<void> {
    await this.runAlone({ kind: 'rehearse', bytes });
  }

  override async secondOpinion(sealed: Uint8Array): Promise<SecondOpinion> {
    // By a child that lives on: what is sealed was accepted long ago, and a new process for each seal costs more than it.
    return await this.readers.readOnce(sealed);
  }

  override async renderPage(source: PdfSource, pageIndex: number, widthPx: number): Promise<Uint8Array> {
    const width = Math.round(Math.min(Math.max(widthPx, WIDTHS_PX.least), WIDTHS_PX.most));
    const key = `${source.sha256Hex}/${pageIndex}/${width}`;
    const known = this.pictures.get(key) ?? this.pending.get(key);
    if (known) return await known;
    const drawing = this.readers
      .turn(source, (bytes) => ({
        kind: 'render-page',
        sha256Hex: source.sha256Hex,
        bytes,
        pageIndex,
        widthPx: width,
        format: 'webp',
      }))
      .finally(() => this.pending.delete(key));
    this.pending.set(key, drawing);
    const picture = await drawing;
    this.pictures.set(key, picture);
    return picture;
  }

  override async thumbnail(source: PdfSource): Promise<Uint8Array> {
    return await this.readers.turn(source, (bytes) => ({
      kind: 'render-page',
      sha256Hex: source.sha256Hex,
      bytes,
      pageIndex: 0,
      widthPx: THUMBNAIL_WIDTH_PX,
      format: 'jpeg',
    }));
  }

  override async pageText(source: PdfSource, pageIndex: number): Promise<string> {
    const { sha256Hex } = source;
    return await this.readers.turn(source, (bytes) => ({ kind: 'page-text', sha256Hex, bytes, pageIndex }));
  }

  override async close(): Promise<void> {
    this.isClosed = true;
    this.readers.close();
    this.spare?.kill();
    for (const child of this.busy) child.kill();
  }

  private async runAlone<Task extends Extract<SandboxTask, { kind: keyof typeof WALL_MS }>>(
    task: Task,
  ): Promise<SandboxAnswers[Task['kind']]> {
    await this.takeSeat();
    const child = this.spare?.isAlive ? this.spare : new DocumentChild(this.entry, LIMITS);
    this.spare = null;
    this.busy.add(child);
    try {
      return await child.run(task, WALL_MS[task.kind]);
    } finally {
      this.busy.delete(child);
      child.kill();
      if (this.options.keepSpare !== false && !this.isClosed)
        this.spare ??= new DocumentChild(this.entry, LIMITS);
      this.leaveSeat();
    }
  }

  private async takeSeat(): Promise<void> {
    if (this.freeSeats > 0) this.freeSeats -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private leaveSeat(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.freeSeats += 1;
  }
}
