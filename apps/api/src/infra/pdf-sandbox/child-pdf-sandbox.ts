import { fileURLToPath } from 'node:url';
import type { FieldMark, IntakeLimits, RehearsalFailure, TakenPdf } from '@sealwright/signing-core';
import { IntakeSandbox } from '@sealwright/signing-core/sandbox';
import { PdfSandbox, type PdfSource, type SecondOpinion } from '../../ports/pdf-sandbox.js';
import { ByteCache } from './byte-cache.js';
import { inWordsOfThePlatform } from './document-child.js';
import { ReaderPool } from './reader-pool.js';

export interface SandboxOptions {
  /** The compiled `pdf-child.js`; by default the one beside this file. */
  readonly entry?: string;
  /** Children that turn pages, and uploads looked at, at the same time. Default 2 each. */
  readonly parallel?: number;
  /** Keep a child ready for the next upload. Default true; a process that takes none does without. */
  readonly keepSpare?: boolean;
  /**
   * How long an upload may wait for its turn, and then be read, on a machine that is busy with other work. Default 10 s, and
   * 9 s: a sender waits for it.
   */
  readonly mostMs?: number;
}

/** Who gets no seat by then is told to come again. */
const MOST_WAIT_MS = 10_000;
const CACHE_BYTES = 64 * 1_048_576;
/** 62 points wide on the certificate: some 280 dots an inch. */
const THUMBNAIL_WIDTH_PX = 240;
const WIDTHS_PX = { least: 64, most: 2_400 };

/** Uploads are decided by the children of signing-core, as on the command line; pages are turned by children of our own. */
export class ChildPdfSandbox extends PdfSandbox {
  private readonly intake: IntakeSandbox;
  private readonly readers: ReaderPool;
  private readonly pictures = new ByteCache<Uint8Array>(CACHE_BYTES);
  private readonly pending = new Map<string, Promise<Uint8Array>>();

  constructor({ entry, parallel = 2, keepSpare = true, mostMs }: SandboxOptions = {}) {
    super();
    const patience = { mostWaitMs: MOST_WAIT_MS, ...(mostMs && { mostWaitMs: mostMs, mostWallMs: mostMs }) };
    this.intake = new IntakeSandbox({ parallel, keepSpare, ...patience });
    this.readers = new ReaderPool(
      entry ?? fileURLToPath(new URL('./pdf-child.js', import.meta.url)),
      parallel,
    );
  }

  override async takeIn(upload: Uint8Array, limits?: IntakeLimits): Promise<TakenPdf> {
    return await inWordsOfThePlatform(this.intake.takeIn(upload, limits));
  }

  override async rehearse(frozen: Uint8Array, marks: readonly FieldMark[]): Promise<RehearsalFailure | null> {
    return await inWordsOfThePlatform(this.intake.rehearse(frozen, marks));
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
    this.intake.close();
    this.readers.close();
  }
}
