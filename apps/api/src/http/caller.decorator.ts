import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { AppError } from '../domain/app-error.js';
import type { Caller, MemberCaller, SignerCaller } from './caller.js';
import type { Upload } from './read-upload.js';
import type { SealwrightRequest } from './request.js';

function requestOf(context: ExecutionContext): SealwrightRequest {
  return context.switchToHttp().getRequest<SealwrightRequest>();
}

function callerOf<Kind extends Caller['kind']>(
  context: ExecutionContext,
  kind: Kind,
): Extract<Caller, { kind: Kind }> {
  const { caller } = requestOf(context);
  // The access guard has run; another kind here means the route's policy and its parameters contradict each other.
  if (caller?.kind !== kind) throw new Error(`This route needs a ${kind}, but its policy lets others in.`);
  return caller as Extract<Caller, { kind: Kind }>;
}

/** The member who calls: `find(@Member() caller: MemberCaller)`. */
export const Member = createParamDecorator(
  (_: unknown, context: ExecutionContext): MemberCaller => callerOf(context, 'member'),
);

/** The signer who calls. */
export const Signer = createParamDecorator(
  (_: unknown, context: ExecutionContext): SignerCaller => callerOf(context, 'signer'),
);

/** The version in If-Match, as the caller last saw it: `"7"` → 7. @throws AppError `version-missing` */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const header = requestOf(context).headers['if-match'];
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header?.trim() ?? '')?.[1];
  if (version !== undefined) return Number(version);
  throw new AppError(
    'version-missing',
    'Send If-Match with the ETag of the envelope you last read, such as "3".',
  );
});

/** The file of a multipart body (route marked `@TakesUpload`). @throws AppError `file-missing` */
export const UploadedFile = createParamDecorator((_: unknown, context: ExecutionContext): Upload => {
  const { upload } = requestOf(context);
  if (upload !== undefined) return upload;
  throw new AppError('file-missing', 'Send the file as multipart/form-data in the part “file”.');
});
