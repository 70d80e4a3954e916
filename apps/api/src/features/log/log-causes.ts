import { LogError } from '@sealwright/audit/log';
import { AppError } from '../../domain/app-error.js';
import { SealTokenError } from '../../ports/seal-token.js';
import type { ServiceReport } from '../../ports/service-health.js';
import { LogRefusal } from './log-refusal.js';

export type LogCause = Pick<ServiceReport, 'state' | 'code' | 'detail'>;

/** `waiting` ends by itself; `failed` needs somebody to look. */
export function toLogCause(error: unknown): LogCause {
  if (error instanceof LogRefusal || error instanceof LogError) {
    return { state: 'failed', code: error.code, detail: error.message };
  }
  if (error instanceof SealTokenError || error instanceof AppError) {
    return { state: 'waiting', code: error.code, detail: `The log waits: ${error.message}` };
  }
  const detail = 'The log could not go on; the reason is in the log of the sealer process.';
  return { state: 'waiting', code: 'log-round-failed', detail };
}
