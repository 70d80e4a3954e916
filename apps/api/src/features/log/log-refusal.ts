import type { HeadRefusal } from '@sealwright/audit/log';

export type LogRefusalCode = HeadRefusal | 'checkpoint-forged' | 'log-origin-differs' | 'log-superseded';

/** The log stands still on purpose: going on would sign something that contradicts what was signed before. */
export class LogRefusal extends Error {
  override readonly name = 'LogRefusal';

  constructor(
    readonly code: LogRefusalCode,
    /** A sentence for the operator. */
    message: string,
  ) {
    super(message);
  }
}
