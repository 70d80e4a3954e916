import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { attachmentHeader } from './attachment-header.js';

/** Files leave as attachments that no browser will interpret: their own type, no sniffing, a sandbox if opened anyway. */
export function sendAttachment(response: Response, bytes: Uint8Array, fileName: string, type: string): void {
  response.setHeader('Content-Disposition', attachmentHeader(fileName));
  response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  sendBytes(response, bytes, type, 'private, no-store');
}

/**
 * The same for a file that is made while it leaves. A fault in the middle cuts the connection: half a file never looks like
 * a whole one.
 */
export async function streamAttachment(
  response: Response,
  stream: Readable,
  fileName: string,
  type: string,
): Promise<void> {
  response.setHeader('Content-Disposition', attachmentHeader(fileName));
  response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  response.setHeader('Content-Type', type);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'private, no-store');
  await pipeline(stream, response).catch((error: NodeJS.ErrnoException) => {
    // Who closed the window has what they wanted; everything else is ours.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

/** A rendered page: it never changes for its document, so the browser may keep it to itself for an hour. */
export function sendPageImage(response: Response, bytes: Uint8Array): void {
  sendBytes(response, bytes, 'image/webp', 'private, max-age=3600, immutable');
}

function sendBytes(response: Response, bytes: Uint8Array, type: string, cacheControl: string): void {
  response.setHeader('Content-Type', type);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', cacheControl);
  response.setHeader('Content-Length', String(bytes.byteLength));
  response.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
