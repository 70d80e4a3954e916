import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Served from here, not from a CDN: the page works behind an air gap and tells nobody who reads it. */
const root = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const START = `window.ui = SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  docExpansion: 'list',
  syntaxHighlight: { theme: 'agate' },
  tryItOutEnabled: false,
  validatorUrl: null,
});
`;

const LOOK = `body { margin: 0; background: #fff; color: #1a1d21; font-family: system-ui, sans-serif; }
header { display: flex; align-items: baseline; gap: 0.75rem; padding: 1rem 1.25rem; border-bottom: 1px solid #d9dde3; }
header h1 { font-size: 1.125rem; margin: 0; }
header a { color: #1f4fd1; }
@media (prefers-color-scheme: dark) { html { filter: invert(0.92) hue-rotate(180deg); background: #fff; } }
`;

export const docsPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sealwright API</title>
<link rel="stylesheet" href="/api/docs/assets/swagger-ui.css">
<link rel="stylesheet" href="/api/docs/assets/look.css">
</head>
<body>
<header><h1>Sealwright API</h1><a href="/api/v1/openapi.json">openapi.json</a></header>
<main id="docs"></main>
<script src="/api/docs/assets/swagger-ui-bundle.js"></script>
<script src="/api/docs/assets/start.js"></script>
</body>
</html>
`;

const library: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
};

/** One of the four files of the page; null for every other name, so no path can be asked for. */
export function docsAsset(name: string): { readonly type: string; readonly bytes: Buffer } | null {
  if (name === 'start.js') return { type: 'text/javascript', bytes: Buffer.from(START) };
  if (name === 'look.css') return { type: 'text/css', bytes: Buffer.from(LOOK) };
  const type = Object.hasOwn(library, name) ? library[name] : undefined;
  return type === undefined ? null : { type, bytes: readFileSync(join(root, name)) };
}
