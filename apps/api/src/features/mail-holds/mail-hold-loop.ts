import { RunEvery } from '../../pace/run-every.js';
import type { CarryOutMailRequests } from './carry-out-requests.js';
import type { NoticeRestore } from './notice-restore.js';

export interface MailHoldLoopParts {
  readonly notice: Pick<NoticeRestore, 'run'>;
  readonly requests: Pick<CarryOutMailRequests, 'run'>;
  readonly log: (fact: { readonly message: string; readonly error: unknown }) => void;
}

const everyMs = 1_000;

/** Looks for signs of a restore, and for what an operator asks, for as long as the worker lives. */
export class MailHoldLoop {
  private readonly pace = new RunEvery(everyMs, () => this.look());
  private hasFailed = false;

  constructor(private readonly parts: MailHoldLoopParts) {}

  /** Once before anything else is done, then again and again. @throws AppError when the first look fails */
  async start(): Promise<void> {
    await this.parts.notice.run();
    await this.parts.requests.run();
    this.pace.start();
  }

  stop(): Promise<void> {
    return this.pace.stop();
  }

  private async look(): Promise<void> {
    try {
      await this.parts.notice.run();
      await this.parts.requests.run();
      this.hasFailed = false;
    } catch (error) {
      // Database or storage are away; the next look says it again, but the log only once.
      if (!this.hasFailed) this.parts.log({ message: 'signs of a restore cannot be looked for', error });
      this.hasFailed = true;
    }
  }
}
