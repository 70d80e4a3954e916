import path from 'node:path';
import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const root = path.join(import.meta.dirname, '../..');

// The gateway (scripts/, Caddy in production) routes /api; Next never proxies it, so API_ORIGIN may change after the build.
const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: root,
  turbopack: { root },
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  typescript: { tsconfigPath: 'tsconfig.json' },
  headers: async () => [
    {
      // Put there by the build. To be kept and opened from disk: here it would be no other than /verify.
      source: '/verifier.html',
      headers: [
        { key: 'content-disposition', value: 'attachment; filename="verifier.html"' },
        { key: 'cache-control', value: 'no-cache' },
      ],
    },
  ],
};

export default createNextIntlPlugin('./src/i18n/request.ts')(config);
