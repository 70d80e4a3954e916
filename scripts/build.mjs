// npm run build: builds what has changed. `npm run build -- server` builds api and command line only.
import { build } from './stack/build.mjs';

const parts = process.argv.slice(2);
try {
  await build({ report: (line) => console.error(line), ...(parts.length > 0 ? { parts } : {}) });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
