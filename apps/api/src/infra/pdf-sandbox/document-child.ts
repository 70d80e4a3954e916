import { SigningError, type SigningErrorCode } from '@sealwright/signing-core';
import { ChildFault, LimitedChild, type TaskTime } from '@sealwright/signing-core/sandbox';
import { AppError } from '../../domain/app-error.js';
import type { SandboxAnswers, SandboxTask } from './sandbox-protocol.js';

/** A file in the way is done with by then. */
const RETRY_AFTER_S = 5;

/** A child that reads and draws PDFs, with its faults in words of the platform. */
export class DocumentChild extends LimitedChild<SandboxTask, SandboxAnswers> {
  /** The document it was last given whole. */
  openSha256Hex: string | null = null;

  /** @throws AppError `pdf-timed-out`, `pdf-too-complex` beyond the memory, `pdf-reader-busy`; SigningError from the task. */
  override async run<Task extends SandboxTask>(
    task: Task,
    time: TaskTime,
  ): Promise<SandboxAnswers[Task['kind']]> {
    return await inWordsOfThePlatform(super.run(task, time));
  }
}

/** @throws AppError or SigningError in place of a ChildFault. */
export async function inWordsOfThePlatform<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof ChildFault ? toError(error) : error;
  }
}

function toError({ reason, code, message }: ChildFault): Error {
  if (reason === 'not-started') return new AppError('service-unavailable', message);
  if (reason === 'busy')
    return new AppError('pdf-reader-busy', message, { retryAfterSeconds: RETRY_AFTER_S });
  if (reason === 'timed-out') return new AppError('pdf-timed-out', message);
  if (code === 'pdf-page-missing') return new AppError('pdf-page-missing', message);
  // Only signing-core throws errors with a code in the child.
  return code === null
    ? new AppError('pdf-too-complex', message)
    : new SigningError(code as SigningErrorCode, message);
}
