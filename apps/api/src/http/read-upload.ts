import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import busboy from '@fastify/busboy';
import type { Request } from 'express';
import { AppError } from '../domain/app-error.js';
import type { OrganisationId, UploadId } from '../domain/ids.js';
import type { SpoolPlace, UploadSegment, UploadSpool } from '../ports/upload-spool.js';

export interface Upload {
  /** As the caller named it; data only, never a path. */
  readonly fileName: string;
  readonly byteSize: number;
  /** Hash over the name and the bytes: what "the same request" means for a multipart body. */
  readonly sha256: Uint8Array;
  /** The whole file, from disk. Good until the request is answered. */
  readonly read: () => Promise<Uint8Array>;
  readonly remove: () => Promise<void>;
}

/** Where a multipart file is kept while its request runs, and how large it may be. */
export interface UploadRoom {
  readonly spool: UploadSpool;
  readonly organisationId: OrganisationId;
  readonly uploadId: UploadId;
  readonly maxBytes: number;
}

/** A whole upload must arrive in this time; a sender that trickles bytes is cut off. */
const UPLOAD_TIME_LIMIT_MS = 120_000;
/** Boundaries, part headers and small fields around the file. */
const FORM_OVERHEAD_BYTES = 65_536;

/**
 * Takes one file of a multipart body to the disk, counting and hashing while it streams. One that says beforehand that it
 * is too large is refused before its bytes arrive.
 *
 * @throws AppError `payload-too-large`, `file-missing`, `body-malformed`, `storage-full`
 */
export async function readUpload(request: Request, room: UploadRoom): Promise<Upload> {
  const { spool, organisationId, uploadId, maxBytes } = room;
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > maxBytes + FORM_OVERHEAD_BYTES) {
    request.resume();
    throw tooLarge(maxBytes);
  }
  const parser = openParser(request, maxBytes);
  const place = await spool.open(organisationId, uploadId, declared || maxBytes);
  try {
    return await receive(request, parser, room, place);
  } catch (error) {
    await spool.remove(organisationId, uploadId);
    throw error;
  }
}

function receive(
  request: Request,
  parser: ReturnType<typeof openParser>,
  room: UploadRoom,
  place: SpoolPlace,
): Promise<Upload> {
  return new Promise((resolve, reject) => {
    let taken: Promise<Upload> | null = null;
    let file: Readable | null = null;
    const timer = setTimeout(() => fail(malformed('The upload took too long.')), UPLOAD_TIME_LIMIT_MS);

    function fail(error: unknown): void {
      clearTimeout(timer);
      request.unpipe(parser);
      // The rest is read and dropped, so that the answer reaches a client that is still sending.
      request.resume();
      file?.destroy();
      // Nothing may be written any more when the caller clears up.
      void (taken ?? Promise.resolve()).catch(() => undefined).finally(() => reject(error));
    }
    parser.on('file', (field, stream, name) => {
      if (field !== 'file') {
        stream.resume();
        return;
      }
      if (taken !== null) {
        stream.resume();
        fail(malformed('Send one file in each request.'));
        return;
      }
      file = stream;
      stream.on('limit', () => fail(tooLarge(room.maxBytes)));
      taken = takeFile(stream, name || 'document', room, place);
      taken.catch(fail);
    });
    for (const limit of ['partsLimit', 'fieldsLimit', 'filesLimit'] as const) {
      parser.on(limit, () =>
        fail(malformed('The form has too many parts. Send the file in the part “file” alone.')),
      );
    }
    parser.on('error', (cause: unknown) => fail(malformed('The multipart body cannot be read.', cause)));
    request.on('aborted', () => fail(malformed('The upload broke off.')));
    parser.on('finish', () => {
      if (taken === null) return fail(new AppError('file-missing', 'Send the file in the part “file”.'));
      taken.then((upload) => {
        clearTimeout(timer);
        resolve(upload);
      }, fail);
    });
    request.pipe(parser);
  });
}

async function takeFile(
  stream: Readable,
  fileName: string,
  { spool, organisationId, uploadId }: UploadRoom,
  place: SpoolPlace,
): Promise<Upload> {
  const hash = createHash('sha256').update(fileName).update('\0');
  const segments: UploadSegment[] = [];
  let byteSize = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      hash.update(chunk);
      byteSize += chunk.byteLength;
      yield chunk;
    }
  }
  await spool.write(place, 0, counted(), async (segment) => void segments.push(segment));
  return {
    ...{ fileName, byteSize, sha256: hash.digest() },
    read: () => spool.read(place, segments),
    remove: () => spool.remove(organisationId, uploadId),
  };
}

function openParser(request: Request, maxBytes: number) {
  const contentType = request.headers['content-type'] ?? '';
  try {
    return new busboy.Busboy({
      headers: { ...request.headers, 'content-type': contentType },
      limits: { fileSize: maxBytes, files: 2, fields: 20, fieldSize: 10_000, parts: 25, headerPairs: 50 },
    });
  } catch (cause) {
    throw malformed('The multipart body has no boundary.', cause);
  }
}

export function tooLarge(maxBytes: number): AppError {
  const megabytes = Math.floor(maxBytes / 1_048_576);
  const sentence = `The file is larger than ${megabytes} MB. Split it, or save it with smaller pictures.`;
  return new AppError('payload-too-large', sentence);
}

function malformed(sentence: string, cause?: unknown): AppError {
  return new AppError('body-malformed', sentence, { cause });
}
