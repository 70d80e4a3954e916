import type { Request } from 'express';
import type { Caller } from './caller.js';
import type { Upload } from './read-upload.js';

/** What the edge adds to a request on its way in. */
export interface SealwrightRequest extends Request {
  requestId?: string;
  caller?: Caller;
  /** SHA-256 of the body as it arrived; set by the body parser. */
  bodySha256?: Uint8Array;
  /** The file of a multipart body, on routes marked `@TakesUpload`. */
  upload?: Upload;
}
