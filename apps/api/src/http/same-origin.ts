import { AppError } from '../domain/app-error.js';
import type { SealwrightRequest } from './request.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses writes that another site makes a browser send (T-SESS-2). Browsers always send Origin with them; a request
 * without Origin comes from no browser page, and Sec-Fetch-Site, where present, must agree. Bodies must be JSON or, where
 * the route takes files, multipart: a plain HTML form can send neither JSON nor a custom header.
 *
 * @throws AppError `origin-refused`, `unsupported-media-type`
 */
export function assertSameOrigin(request: SealwrightRequest, publicUrl: URL): void {
  if (SAFE_METHODS.has(request.method)) return;
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreignOrigin = origin !== undefined && origin !== publicUrl.origin;
  const foreignSite = typeof site === 'string' && site !== 'same-origin' && site !== 'none';
  // Cookies without any word on where they come from are not a browser we know: refuse rather than guess.
  const silent = origin === undefined && site === undefined && request.headers.cookie !== undefined;
  if (foreignOrigin || foreignSite || silent) {
    throw new AppError('origin-refused', `Send this request from ${publicUrl.origin} (Origin header).`);
  }
}

export type BodyType = 'application/json' | 'multipart/form-data' | 'application/offset+octet-stream';

/** @throws AppError `unsupported-media-type` for a body of another type: none of these can come from a plain HTML form. */
export function assertMediaType(request: SealwrightRequest, wanted: BodyType): void {
  if (SAFE_METHODS.has(request.method) || !hasBody(request)) return;
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === wanted) return;
  throw new AppError('unsupported-media-type', `Send the body as ${wanted}.`);
}

function hasBody(request: SealwrightRequest): boolean {
  const length = request.headers['content-length'];
  return request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}
