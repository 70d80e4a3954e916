import type { Call } from './call';
import type { EnvelopeDocument } from './documents';

export interface UploadedDocument extends EnvelopeDocument {
  /** Of the bytes as they were sent. */
  readonly originalSha256: string;
  /** A document named in the request that came from the very same bytes. */
  readonly duplicateOf: string | null;
}

export interface UploadLimits {
  readonly maxBytes: number;
  readonly maxPages: number;
  /** How many documents an envelope holds. */
  readonly maxDocuments: number;
}

/** Where resumable uploads (tus 1.0) begin. */
export const uploadsEndpoint = '/api/v1/uploads';

export const getUploadLimits = (call: Call): Promise<UploadLimits> => call('GET /uploads/limits');

/**
 * Has the server examine what arrived. May be asked again: it answers with the same document or the same refusal.
 *
 * @param besides documents that the new one will stand beside.
 * @param signal gives up waiting for the answer.
 */
export const finishUpload = (
  call: Call,
  uploadId: string,
  besides: readonly string[],
  signal: AbortSignal,
): Promise<UploadedDocument> =>
  call('POST /uploads/{id}/finish', { path: { id: uploadId }, body: { besides }, signal });
