// Writes dist/verifier.html: program, styles and faces in one file that asks nobody for anything. Equal sources, equal bytes.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';

const PACKAGE = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);

/** The part of each face that European names need; other scripts fall back to the system's. */
const FACES = [
  ['Inter Variable', '100 900', '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'],
  [
    'Source Serif 4 Variable',
    '200 900',
    '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
  ],
  ['IBM Plex Mono', '400', '@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2'],
];

/** @returns {Promise<string>} the whole file */
export async function buildVerifierHtml() {
  const script = await bundle('dist/page/standalone.js', 'js');
  const style = `${FACES.map(fontFace).join('\n')}\n${await bundle('build/verifier.css', 'css')}`;
  return page(script, style);
}

async function bundle(entry, kind) {
  const { outputFiles } = await build({
    entryPoints: [join(PACKAGE, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: kind === 'js' ? 'iife' : undefined,
    platform: 'browser',
    target: ['chrome120', 'firefox128', 'safari17.4'],
    charset: 'utf8',
    legalComments: 'inline',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0].text.trim();
}

function fontFace([family, weight, file]) {
  const base64 = readFileSync(require.resolve(file)).toString('base64');
  return `@font-face{font-family:"${family}";font-style:normal;font-weight:${weight};font-display:swap;src:url(data:font/woff2;base64,${base64}) format("woff2")}`;
}

function page(script, style) {
  // Inside a script element only this ends it; in JavaScript both spellings mean the same.
  const code = script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const policy = [
    "default-src 'none'",
    `script-src '${hashSource(code)}'`,
    `style-src '${hashSource(style)}'`,
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Check an audit certificate · Sealwright</title>
<style>${style}</style>
</head>
<body>
<div id="root"></div>
<noscript>This file checks certificates in your browser, so it needs JavaScript. It sends nothing anywhere.</noscript>
<script>${code}</script>
</body>
</html>
`;
}

const hashSource = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

if (import.meta.main) {
  const html = await buildVerifierHtml();
  mkdirSync(join(PACKAGE, 'dist'), { recursive: true });
  writeFileSync(join(PACKAGE, 'dist/verifier.html'), html);
}
