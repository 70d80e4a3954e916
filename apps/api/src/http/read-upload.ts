import { createHash } from 'node:crypto';
import busboy from '@fastify/busboy';
import type { Request } from 'express';
import { AppError } from '../domain/app-error.js';

export interface Upload {
  /** As the caller named it; data only, never a path. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Hash over the name and the bytes: what "the same request" means for a multipart body. */
  readonly sha256: Uint8Array;
}

/** A whole upload must arrive in this time; a sender that trickles bytes is cut off. */
const UPLOAD_TIME_LIMIT_MS = 120_000;

/**
 * Reads one file from a multipart body, counting while it streams: what is too large is refused before it is held.
 *
 * @throws AppError `payload-too-large`, `file-missing`, `body-malformed`
 */
export function readUpload(request: Request, maxBytes: number): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let fileName: string | null = null;
    let settled = false;
    const timer = setTimeout(() => fail(malformed('The upload took too long.')), UPLOAD_TIME_LIMIT_MS);
    const parser = openParser(request, maxBytes);

    function fail(error: AppError): void {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      request.unpipe(parser);
      // The rest is read and dropped, so that the answer reaches a client that is still sending.
      request.resume();
      reject(error);
    }
    parser.on('file', (field, stream, name) => {
      if (field !== 'file' || fileName !== null) {
        stream.resume();
        return;
      }
      fileName = name || 'document';
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => fail(tooLarge(maxBytes)));
      stream.on('error', (cause: unknown) => fail(malformed('The upload broke off.', cause)));
    });
    parser.on('error', (cause: unknown) => fail(malformed('The multipart body cannot be read.', cause)));
    request.on('aborted', () => fail(malformed('The upload broke off.')));
    parser.on('finish', () => {
      if (settled) return;
      if (fileName === null) return fail(new AppError('file-missing', 'Send the file in the part “file”.'));
      settled = true;
      clearTimeout(timer);
      resolve(toUpload(fileName, Buffer.concat(chunks)));
    });
    request.pipe(parser);
  });
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

function toUpload(fileName: string, bytes: Buffer): Upload {
  const sha256 = createHash('sha256').update(fileName).update('\0').update(bytes).digest();
  return { fileName, bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), sha256 };
}

function tooLarge(maxBytes: number): AppError {
  const megabytes = Math.floor(maxBytes / 1_048_576);
  return new AppError('payload-too-large', `The file is larger than ${megabytes} MB.`);
}

function malformed(sentence: string, cause?: unknown): AppError {
  return new AppError('body-malformed', sentence, { cause });
}
