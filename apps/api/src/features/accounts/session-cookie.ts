import { createHmac, timingSafeEqual } from 'node:crypto';
import { readCookie } from '../../http/cookies.js';

/** What goes in front of better-auth's cookie names: bound to the host on TLS, plain where TLS is not. */
export function sessionCookiePrefix(publicUrl: URL): string {
  return publicUrl.protocol === 'https:' ? '__Host-sealwright' : 'sealwright';
}

/**
 * The session token in a Cookie header whose signature holds, else null. better-auth signs as `<token>.<base64 of
 * HMAC-SHA-256(token)>`; checking it here saves the database the forged ones.
 */
export function readSessionToken(
  cookieHeader: string | undefined,
  publicUrl: URL,
  secret: string,
): string | null {
  const cookie = readCookie(cookieHeader, `${sessionCookiePrefix(publicUrl)}.session_token`);
  const dot = cookie?.lastIndexOf('.') ?? -1;
  if (cookie === null || dot < 1) return null;
  const token = cookie.slice(0, dot);
  const given = Buffer.from(cookie.slice(dot + 1), 'base64');
  const wanted = createHmac('sha256', secret).update(token).digest();
  return given.byteLength === wanted.byteLength && timingSafeEqual(given, wanted) ? token : null;
}
