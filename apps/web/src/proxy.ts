import { type NextRequest, NextResponse } from 'next/server';
import { env } from '@/config/env';
import { LINK_HEADER, lookAtPath, statusOf, writeLookedAt } from '@/signer/looked-at-link';

/**
 * Sets the nonce CSP and the headers every page shares, and the status of a dead link's page, which no page can set itself.
 * It decides nothing about who may see what: the API does.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const policy = contentSecurityPolicy(nonce, request.nextUrl.pathname, env.development());
  const forwarded = new Headers(request.headers);
  forwarded.set('x-nonce', nonce);
  forwarded.set('x-here', request.nextUrl.pathname + request.nextUrl.search);
  forwarded.set('content-security-policy', policy);
  // From nobody but here.
  forwarded.delete(LINK_HEADER);
  const looked = await lookAtPath(request.nextUrl.pathname, request.headers);
  if (looked) forwarded.set(LINK_HEADER, writeLookedAt(looked));
  const status = looked ? statusOf(looked) : 200;
  const response = NextResponse.next({ request: { headers: forwarded }, status });
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('x-frame-options', 'DENY');
  // A signer's link carries its secret in the path: no page may tell another where it came from.
  response.headers.set('referrer-policy', 'no-referrer');
  response.headers.set('cross-origin-opener-policy', 'same-origin');
  response.headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
  return response;
}

/** "Nothing is uploaded" is not a promise there but a rule: the browser refuses every connection, form and foreign image. */
const SENDS_NOTHING = '/verify';

function contentSecurityPolicy(nonce: string, path: string, development: boolean): string {
  const silent = path === SENDS_NOTHING && !development;
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src ${silent ? "'none'" : "'self'"}`,
    "object-src 'none'",
    "base-uri 'none'",
    `form-action ${silent ? "'none'" : "'self'"}`,
    "frame-ancestors 'none'",
  ].join('; ');
}

export const config = {
  matcher: [
    {
      source: '/((?!api/|_next/static|_next/image|icon.svg).*)',
      missing: [
        { type: 'header', key: 'next-router-prefetch' },
        { type: 'header', key: 'purpose', value: 'prefetch' },
      ],
    },
    // However it is asked for: what its page believes of the link comes from here.
    { source: '/s/:token' },
  ],
};
