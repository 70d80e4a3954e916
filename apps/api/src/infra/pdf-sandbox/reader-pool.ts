import type { PdfSource } from '../../ports/pdf-sandbox.js';
import { DocumentChild } from './document-child.js';
import type { SandboxAnswers, SandboxTask } from './sandbox-protocol.js';

type PageTask = Extract<SandboxTask, { kind: 'render-page' | 'page-text' }>;

const WALL_MS = 15_000;
/** A child is replaced now and then, so that nothing a document left behind lives long. */
const MOST_TASKS = 400;
const LIMITS = { cpuSeconds: 600, residentBytes: 1_000_000_000, heapMegabytes: 640, addons: true };

/** A few children that turn the pages of accepted documents. One that has the document open already is preferred. */
export class ReaderPool {
  private readonly idle: DocumentChild[] = [];
  private readonly all = new Set<DocumentChild>();
  private readonly waiting: ((child: DocumentChild) => void)[] = [];

  constructor(
    private readonly entry: string,
    private readonly size: number,
  ) {}

  /** @param toTask makes the task; its bytes are null when the child has the document open. */
  async turn<Task extends PageTask>(
    source: PdfSource,
    toTask: (bytes: Uint8Array | null) => Task,
  ): Promise<SandboxAnswers[Task['kind']]> {
    const child = await this.take(source.sha256Hex);
    try {
      const bytes = child.openSha256Hex === source.sha256Hex ? null : await source.load();
      child.openSha256Hex = null;
      const answer = await child.run(toTask(bytes), { wallMs: WALL_MS });
      child.openSha256Hex = source.sha256Hex;
      return answer;
    } finally {
      this.giveBack(child);
    }
  }

  /** A file that is read once and not turned over: a sealed one, just made. */
  async readOnce(bytes: Uint8Array): Promise<SandboxAnswers['second-opinion']> {
    const child = await this.take('');
    try {
      return await child.run({ kind: 'second-opinion', bytes }, { wallMs: WALL_MS });
    } finally {
      this.giveBack(child);
    }
  }

  close(): void {
    for (const child of this.all) child.kill();
  }

  private async take(sha256Hex: string): Promise<DocumentChild> {
    const at = this.idle.findIndex((child) => child.openSha256Hex === sha256Hex);
    const known = at >= 0 ? this.idle.splice(at, 1)[0] : this.idle.shift();
    if (known?.isAlive) return known;
    if (known) this.all.delete(known);
    if (this.all.size < this.size) return this.start();
    return await new Promise((resolve) => this.waiting.push(resolve));
  }

  private giveBack(child: DocumentChild): void {
    const isSpent = child.taskCount >= MOST_TASKS || !child.isAlive;
    if (isSpent) {
      child.kill();
      this.all.delete(child);
    }
    const next = this.waiting.shift();
    if (next) next(isSpent ? this.start() : child);
    else if (!isSpent) this.idle.push(child);
  }

  private start(): DocumentChild {
    const child = new DocumentChild(this.entry, LIMITS);
    this.all.add(child);
    return child;
  }
}
