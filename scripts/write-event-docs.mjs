// Writes docs/events.md from the registry of event types. Build packages/audit first: `npm run build`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './toolchain/paths.mjs';

const { writeEventDocs } = await import('../packages/audit/dist/catalogue/index.js');
writeFileSync(join(REPOSITORY, 'docs/events.md'), writeEventDocs());
process.stdout.write('docs/events.md is written.\n');
