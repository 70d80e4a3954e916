// Writes dist/bundle/{main,worker,sealer}.js, each one file: reading and linking some 2,000 modules one by one cost
// more than half of a process's start. ADR 0033. Needs what `tsc -b` writes.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';

const DIST = join(import.meta.dirname, '..', 'dist');
const BUNDLE = join(DIST, 'bundle');
const PROGRAMS = ['main', 'worker', 'sealer'];

/** What looks for files beside itself (native code, threads, pages), and what Nest and pg look for without needing it. */
const LEFT_OUT = [
  ...['argon2', 'pino', 'pkcs11js', 'sharp', 'swagger-ui-dist'],
  ...['@nestjs/microservices', '@nestjs/microservices/*', '@nestjs/websockets', '@nestjs/websockets/*'],
  ...['@nestjs/platform-fastify', 'class-validator', 'class-transformer', 'class-transformer/*', 'pg-native'],
];

/** Packages of the older kind ask for these by name. */
const OLDER_KIND = [
  "import { createRequire as createRequireHere } from 'node:module';",
  'const require = createRequireHere(import.meta.url);',
  'const __filename = import.meta.filename;',
  'const __dirname = import.meta.dirname;',
];

/** Fonts, children, threads and wasm are found from where a module was before: it still believes to be there. */
const placesKept = {
  name: 'places-kept',
  setup({ onLoad }) {
    onLoad({ filter: /\.m?js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      if (!source.includes('import.meta.url')) return undefined;
      const place = `new URL(${JSON.stringify(relative(BUNDLE, path))}, import.meta.url).href`;
      return { contents: source.replaceAll('import.meta.url', place), loader: 'js' };
    });
  },
};

await build({
  entryPoints: PROGRAMS.map((name) => join(DIST, `${name}.js`)),
  outdir: BUNDLE,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  // Errors are told by their class, providers found by theirs.
  keepNames: true,
  // Read by `node --enable-source-maps` only.
  sourcemap: 'linked',
  sourcesContent: false,
  banner: { js: OLDER_KIND.join('\n') },
  external: LEFT_OUT,
  plugins: [placesKept],
  logLevel: 'warning',
});
