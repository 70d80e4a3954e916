import {
  type ArgumentMetadata,
  StandardSchemaValidationPipe,
  type StandardSchemaValidationPipeOptions,
} from '@nestjs/common';
import { AppError, type Fault } from '../domain/app-error.js';
import { sayInWords } from './schema-words.js';

type Issues = Parameters<NonNullable<StandardSchemaValidationPipeOptions['exceptionFactory']>>[0];

const MAX_FAULTS = 100;

/** Checks bodies and queries against the zod schema on the parameter; each fault gets a pointer into the body. */
export function bodySchemaPipe(): StandardSchemaValidationPipe {
  sayInWords();
  return new BodySchemaPipe({ exceptionFactory: toError });
}

const UNKEEPABLE =
  'A text holds the character NUL or half of a character (a lone surrogate), which cannot be kept; leave it out.';

class BodySchemaPipe extends StandardSchemaValidationPipe {
  /** PostgreSQL takes neither, in text or JSON: it would be a fault of ours in every place that stores or searches one. */
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const read = await super.transform(value, metadata);
    const path = metadata.schema === undefined ? null : findUnkeepable(read);
    if (path !== null) throw toError([{ message: UNKEEPABLE, path }]);
    return read;
  }
}

/** In what a schema let through, which is as deep as the schema. */
function findUnkeepable(value: unknown): string[] | null {
  if (typeof value === 'string') return isKeepable(value) ? null : [];
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, member] of Object.entries(value)) {
    const path = findUnkeepable(member);
    if (path !== null) return [key, ...path];
    if (!isKeepable(key)) return [];
  }
  return null;
}

const isKeepable = (text: string) => !text.includes('\0') && text.isWellFormed();

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
