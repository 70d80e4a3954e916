import type { DraftInput, Envelope } from '@/api/envelopes';
import { type Problem, toProblem } from '@/api/problem';
import { changedParts, type Draft, draftFrom } from './draft';

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'offline' | 'refused' | 'conflict';

export interface SaverView {
  readonly state: SaveState;
  readonly problem: Problem | null;
  /** The envelope as the server last confirmed it: version and readiness. */
  readonly envelope: Envelope;
}

export interface SaverPorts {
  readonly save: (version: number, input: DraftInput) => Promise<Envelope>;
  readonly load: () => Promise<Envelope>;
  readonly onView: (view: SaverView) => void;
}

/**
 * Keeps the server's draft equal to the editor's: one request at a time, only the parts that changed, always based on
 * the version last seen. A version that moved meanwhile stops it until a person decides.
 */
export class DraftSaver {
  private view: SaverView;
  private draft: Draft;
  /** What the server has; null when nothing is known and everything must be sent. */
  private saved: Draft | null;
  private running: Promise<boolean> | null = null;

  constructor(
    private readonly ports: SaverPorts,
    envelope: Envelope,
    start: Draft,
  ) {
    this.view = { state: 'saved', problem: null, envelope };
    this.draft = start;
    this.saved = start;
  }

  /** The editor's latest; true when there is something to save. */
  offer(draft: Draft): boolean {
    this.draft = draft;
    if (this.view.state === 'conflict' || !changedParts(this.saved, draft)) return false;
    if (this.view.state !== 'saving') this.show({ state: 'unsaved' });
    return true;
  }

  /** Saves until nothing is left; false when it could not. */
  flush(): Promise<boolean> {
    this.running ??= this.drain().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /** Ends a conflict by taking the server's version; answers the draft to go on with. */
  async takeTheirs(): Promise<Draft> {
    const envelope = await this.ports.load();
    this.saved = draftFrom(envelope);
    this.draft = this.saved;
    this.show({ state: 'saved', problem: null, envelope });
    return this.saved;
  }

  /** Ends a conflict by writing the editor's draft over the server's. */
  async keepMine(): Promise<boolean> {
    const envelope = await this.ports.load();
    this.saved = null;
    this.show({ state: 'unsaved', problem: null, envelope });
    return this.flush();
  }

  /** Takes over what changed beside the draft, such as a confirmed document, which has no version of its own. */
  async refresh(): Promise<void> {
    await this.running;
    const envelope = await this.ports.load();
    if (envelope.version === this.view.envelope.version) this.show({ envelope });
  }

  private async drain(): Promise<boolean> {
    if (this.view.state === 'conflict') return false;
    for (
      let parts = changedParts(this.saved, this.draft);
      parts;
      parts = changedParts(this.saved, this.draft)
    ) {
      if (!(await this.saveOnce(parts))) return false;
    }
    this.show({ state: 'saved', problem: null });
    return true;
  }

  private async saveOnce(parts: DraftInput): Promise<boolean> {
    const sending = this.draft;
    this.show({ state: 'saving' });
    try {
      const envelope = await this.ports.save(this.view.envelope.version, parts);
      this.saved = sending;
      this.show({ envelope });
      return true;
    } catch (error) {
      const problem = toProblem(error);
      this.show({ state: stateAfter(problem), problem });
      return false;
    }
  }

  private show(change: Partial<SaverView>): void {
    this.view = { ...this.view, ...change };
    this.ports.onView(this.view);
  }
}

function stateAfter(problem: Problem): SaveState {
  if (problem.status === 412) return 'conflict';
  return problem.status === 0 || problem.status >= 500 || problem.status === 429 ? 'offline' : 'refused';
}
