import { fileURLToPath } from 'node:url';
import { ChildFault } from '../../sandbox/child-fault.js';
import { IntakeSandbox } from '../../sandbox/intake-sandbox.js';
import { LimitedChild } from '../../sandbox/limited-child.js';
import type { Viewer } from '../viewers/viewer.js';
import type { TrialAnswers, TrialTask } from './trial-tasks.js';
import type { TrialTools } from './try-file.js';

/** The program as it was built, also when this file is run from its source. */
const built = (program: URL): string =>
  fileURLToPath(program).replace(/[/]src[/](?=sandbox[/]|testing[/])/, '/dist/');
const INTAKE_CHILD = built(new URL('../../sandbox/intake-child.js', import.meta.url));
const TRIAL_CHILD = built(new URL('./trial-child.js', import.meta.url));

/** Generous: it is the file that is judged, not the machine. */
const WALL_MS = 120_000;
const LIMITS = { cpuSeconds: 36_000, residentBytes: 2_000_000_000, heapMegabytes: 1_200 };
/** What one file left behind must not count against the next. */
const MOST_FILES = 40;
const INTAKE_WALL_MS = 20_000;

export interface TrialPrograms extends Pick<TrialTools, 'viewers' | 'judges'> {
  readonly mostPages: number;
}

/**
 * The children of one lane: intake in the sandbox the product uses, with more time; everything else of ours in a child that
 * is renewed after a crash.
 */
export class TrialLane {
  private readonly sandbox: IntakeSandbox;
  private child: LimitedChild<TrialTask, TrialAnswers> | null = null;

  constructor(private readonly options: TrialPrograms) {
    this.sandbox = new IntakeSandbox({
      parallel: 1,
      wallMs: INTAKE_WALL_MS,
      mostWallMs: WALL_MS,
      entry: INTAKE_CHILD,
    });
  }

  startTools(): TrialTools {
    const { viewers, judges, mostPages } = this.options;
    const pdfium: Viewer = {
      name: 'PDFium',
      see: async (pdf, pageIndexes, geometry) => await this.run({ kind: 'see', pdf, pageIndexes, geometry }),
    };
    return {
      ...{ judges, viewers: [pdfium, ...viewers] },
      takeIn: async (upload) => await this.sandbox.takeIn(upload, { calledPdf: true }),
      seal: async (frozen) => await this.run({ kind: 'seal', frozen, mostPages }),
      findFreeParts: async (upload) => await this.run({ kind: 'find-free-parts', upload }),
    };
  }

  close(): void {
    this.sandbox.close();
    this.child?.kill();
  }

  private async run<Task extends TrialTask>(task: Task): Promise<TrialAnswers[Task['kind']]> {
    if (this.child && (!this.child.isAlive || this.child.taskCount > MOST_FILES)) {
      this.child.kill();
      this.child = null;
    }
    this.child ??= new LimitedChild(TRIAL_CHILD, LIMITS);
    try {
      return await this.child.run(task, { wallMs: WALL_MS });
    } catch (error) {
      throw error instanceof ChildFault ? new Error(`${error.reason}: ${error.message}`) : error;
    }
  }
}
