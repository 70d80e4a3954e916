import { StandardSchemaValidationPipe, type StandardSchemaValidationPipeOptions } from '@nestjs/common';
import { AppError, type Fault } from '../domain/app-error.js';

type Issues = Parameters<NonNullable<StandardSchemaValidationPipeOptions['exceptionFactory']>>[0];

const MAX_FAULTS = 100;

/** Checks bodies and queries against the zod schema on the parameter; each fault gets a pointer into the body. */
export function bodySchemaPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({ exceptionFactory: toError });
}

function toError(issues: Issues): AppError {
  const errors = issues.slice(0, MAX_FAULTS).map(toFault);
  const first = errors[0];
  const detail =
    first === undefined ? 'The request does not fit.' : `${first.pointer || 'The body'}: ${first.detail}`;
  return new AppError('validation-failed', detail, { errors });
}

function toFault(issue: Issues[number]): Fault {
  const keys = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  const pointer = keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return { pointer, detail: issue.message };
}
