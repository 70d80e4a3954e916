import { SetMetadata } from '@nestjs/common';
import type { z } from 'zod';
import type { ProblemCode } from './problem-catalogue.js';

/** What the API description says of a route beyond its path and its body; bodies and queries come from their zod schemas. */
export interface Operation {
  readonly summary: string;
  readonly description?: string;
  /** Answer on success; left out for 204 and for files. */
  readonly answer?: z.ZodType;
  /** Media type of a file answer. */
  readonly file?: string;
  /** Problems worth naming beyond the usual ones of every route. */
  readonly problems?: readonly ProblemCode[];
  /** Members of the answer that are never kept: a repeated request with the same Idempotency-Key gets null there. */
  readonly shownOnce?: readonly string[];
  /** True where If-Match is required. */
  readonly versioned?: boolean;
}

export const OPERATION = 'sealwright:operation';
export const UPLOAD = 'sealwright:upload';
export const BYTES = 'sealwright:bytes';

/** Describes a route for `/api/v1/openapi.json`. Every route has one; the process refuses to start otherwise. */
export const Operation = (operation: Operation): MethodDecorator => SetMetadata(OPERATION, operation);

/** Marks a route that takes multipart/form-data with one file in the part “file”. */
export const TakesUpload = (): MethodDecorator => SetMetadata(UPLOAD, true);

/** Marks a route whose body is a piece of a file (tus: application/offset+octet-stream), which it reads itself. */
export const TakesBytes = (): MethodDecorator => SetMetadata(BYTES, true);
