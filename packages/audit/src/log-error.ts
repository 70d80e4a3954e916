/** Every way the transparency log's code says no. Closed. */
export type LogErrorCode =
  | 'tree-request-invalid'
  | 'tree-head-mismatch'
  | 'tile-path-invalid'
  | 'tile-missing'
  | 'tile-damaged'
  | 'entry-invalid'
  | 'note-unreadable'
  | 'note-key-invalid'
  | 'note-signing-failed'
  | 'checkpoint-unreadable'
  | 'proof-unreadable'
  | 'log-state-unreadable';

/** The only error the entry point `@sealwright/audit/log` throws on purpose. `message` is one sentence, safe to show. */
export class LogError extends Error {
  override readonly name = 'LogError';

  constructor(
    readonly code: LogErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
