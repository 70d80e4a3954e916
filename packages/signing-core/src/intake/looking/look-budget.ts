import { SigningError } from '../../errors.js';
import type { DrawnPage, PageParts, ViewedDocument } from './page-viewer.js';

export interface LookClock {
  nowMs(): number;
  /** Processor time this process has used so far. */
  cpuMs(): number;
}

/**
 * Processor time for one small picture of one page. Large-format scans of hundreds of megapixels take two seconds; a page
 * beyond this would keep every signer's screen empty.
 */
const MOST_CPU_MS_PER_PAGE = 6_000;

/** The system's own clock is slow to read, and drawing asks thousands of times. */
const ASK_EVERY_MS = 20;

interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** Of drawings that had no large pictures in them. */
  readonly cpuMsWithoutLarge: number;
}

/** Four such drawings, as a file is looked at, would keep its sender waiting. */
const COSTLY_CPU_MS = 500;

/**
 * How long pages are looked at. Its two ends mean different things. A page that costs too much processor time is refused:
 * that is a fact about the file, the same on a busy machine. When the time by the clock is over, the looking ends and the
 * file is taken: that is a fact about this machine. What was not looked at then is covered by the rules without pictures
 * (the cost of content is counted, pages are copied as they are, fields go behind the content), and by the rehearsal at
 * send, which has more time.
 */
export class LookBudget {
  private askedAtMs = Number.NEGATIVE_INFINITY;

  /** @param costs what the pages have cost so far */
  constructor(
    private readonly clock: LookClock,
    private readonly endsAtMs: number,
    private readonly costs = new Map<number, Cost>(),
  ) {}

  /** The same document, looked at once more and until another time. */
  until(endsAtMs: number): LookBudget {
    return new LookBudget(this.clock, endsAtMs, this.costs);
  }

  get isOver(): boolean {
    return this.clock.nowMs() >= this.endsAtMs;
  }

  /** Whether drawing the page took so much processor time that it should not be done again and again. */
  isCostly(pageIndex: number, parts: PageParts = 'all'): boolean {
    const cost = this.costs.get(pageIndex);
    const cpuMs = parts === 'all' ? cost?.cpuMs : cost?.cpuMsWithoutLarge;
    return (cpuMs ?? 0) > COSTLY_CPU_MS;
  }

  /** Whether the page can be drawn so often before the time is over, judged by how long it took before. */
  allows(pageIndex: number, times: number): boolean {
    return this.clock.nowMs() + (this.costs.get(pageIndex)?.wallMs ?? 0) * times < this.endsAtMs;
  }

  /**
   * Null when the time is over, or there is no such page.
   *
   * @throws SigningError `pdf-too-complex` naming the page, when it takes too much processor time.
   */
  draw(
    document: ViewedDocument,
    pageIndex: number,
    widthPx: number,
    parts: PageParts = 'all',
  ): DrawnPage | null {
    const [startMs, startCpuMs] = [this.clock.nowMs(), this.clock.cpuMs()];
    const cpuMs = () => this.clock.cpuMs() - startCpuMs;
    const isTooCostly = () => cpuMs() > MOST_CPU_MS_PER_PAGE;
    const goOn = () => !this.isOver && !(this.isTimeToAsk() && isTooCostly());
    const picture = document.draw(pageIndex, widthPx, goOn, parts);
    const hasLarge = parts === 'all' && picture !== null && picture !== 'stopped' && picture.large !== '';
    const cost = { wallMs: this.clock.nowMs() - startMs, cpuMs: cpuMs() };
    this.note(pageIndex, { ...cost, cpuMsWithoutLarge: hasLarge ? 0 : cost.cpuMs });
    if (picture !== 'stopped') return picture;
    if (isTooCostly()) throw tooCostly(pageIndex + 1);
    return null;
  }

  private isTimeToAsk(): boolean {
    const nowMs = this.clock.nowMs();
    if (nowMs - this.askedAtMs < ASK_EVERY_MS) return false;
    this.askedAtMs = nowMs;
    return true;
  }

  private note(pageIndex: number, cost: Cost): void {
    const before = this.costs.get(pageIndex) ?? cost;
    this.costs.set(pageIndex, {
      wallMs: Math.max(cost.wallMs, before.wallMs),
      cpuMs: Math.max(cost.cpuMs, before.cpuMs),
      cpuMsWithoutLarge: Math.max(cost.cpuMsWithoutLarge, before.cpuMsWithoutLarge),
    });
  }
}

function tooCostly(pageNumber: number): SigningError {
  return new SigningError(
    'pdf-too-complex',
    `Page ${pageNumber.toLocaleString('en')} of this PDF takes too long to draw. Print it to a new PDF and use that copy.`,
  );
}

/** Every page once, the first and the last at the start, then spread out: wherever it ends, all parts were looked at. */
export function* spreadPages(pageCount: number): Generator<number> {
  const seen = new Set<number>();
  for (let step = Math.max(1, pageCount - 1); ; step = Math.ceil(step / 2)) {
    for (let index = 0; index < pageCount; index += step) {
      if (seen.has(index)) continue;
      seen.add(index);
      yield index;
    }
    if (step === 1) return;
  }
}
