import { AppError } from '../../domain/app-error.js';
import type { DueForgetting } from '../../ports/due-forgetting.js';
import type { ErasureList } from '../../ports/erasure-list.js';

/** Keeps the erasure list outside the database, and sees whether the database is older than it. */
export class KeepErasureList {
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly due: DueForgetting,
    private readonly list: ErasureList,
  ) {}

  /** Writes down what the database knows and the file does not. A line that is there twice does no harm. */
  run(): Promise<void> {
    // One after the other: two that look at the same moment would both find the same entries missing.
    const next = this.last.catch(() => {}).then(() => this.write());
    this.last = next;
    return next;
  }

  private async write(): Promise<void> {
    await this.list.append(await this.due.list(await this.list.ids()));
  }

  /**
   * The first thing api and worker do: a restored backup from before an erasure must serve nobody.
   * @throws AppError `erasures-not-applied` with the command that applies them
   */
  async assertApplied(): Promise<void> {
    const ids = await this.list.ids();
    const unknown = ids.length === 0 ? [] : await this.due.unknown(ids);
    if (unknown.length === 0) return;
    throw new AppError(
      'erasures-not-applied',
      `This database is older than ${unknown.length} erasures of people and files. Run "node prisma/reapply-erasures.mjs" before anything is served.`,
    );
  }
}
