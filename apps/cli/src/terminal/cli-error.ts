/** Exit codes of every command; `verify` also uses 2 for "indeterminate" (sysexits.h: 64 is EX_USAGE). */
export const exitCodes = { ok: 0, failed: 1, indeterminate: 2, usage: 64 } as const;

/** A failure that is explained to the person: one sentence, no stack. */
export class CliError extends Error {
  override readonly name = 'CliError';

  constructor(
    readonly code: string,
    message: string,
    options: { cause?: unknown; exitCode?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.exitCode = options.exitCode ?? exitCodes.failed;
  }

  readonly exitCode: number;
}
