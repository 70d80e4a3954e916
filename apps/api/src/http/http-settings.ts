/** What the HTTP edge needs to know of the installation; filled from the configuration in `app.module.ts`. */
export abstract class HttpSettings {
  /** The one public origin, such as https://sign.example.com. */
  abstract readonly publicUrl: URL;
  abstract readonly maxUploadBytes: number;
  abstract readonly maxUploadPages: number;
  /** Addresses or ranges of proxies whose X-Forwarded-For is believed. */
  abstract readonly trustedProxies: readonly string[];
  /** Signs download links; at least 32 bytes. */
  abstract readonly signingSecret: Uint8Array;
}

/** `__Host-` ties a cookie to this host and to TLS; browsers refuse the prefix on plain http, which localhost may use. */
export function signerCookieName(publicUrl: URL): string {
  return publicUrl.protocol === 'https:' ? '__Host-sealwright-signer' : 'sealwright-signer';
}

export function signerCookieOptions(publicUrl: URL) {
  return { httpOnly: true, secure: publicUrl.protocol === 'https:', sameSite: 'strict', path: '/' } as const;
}
