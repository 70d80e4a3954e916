import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { writeApiTypes } from '../testing/write-api-types.js';

const typesOfWeb = fileURLToPath(new URL('../../../web/src/api/generated/api-types.ts', import.meta.url));

it('is what the web is compiled against (after a change: run this file with -u, then mend the web)', async () => {
  await expect(await writeApiTypes()).toMatchFileSnapshot(typesOfWeb);
});
