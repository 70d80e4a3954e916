import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { samplePdf } from '../testing/sample-pdf.js';

const packageFolder = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sealwright-readme-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the example of the README runs as printed', () => {
  const readme = readFileSync(join(packageFolder, 'README.md'), 'utf8');
  const example = /```js\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  mkdirSync(join(folder, 'node_modules/@sealwright'), { recursive: true });
  symlinkSync(packageFolder, join(folder, 'node_modules/@sealwright/signing-core'));
  writeFileSync(join(folder, 'example.mjs'), example);
  writeFileSync(join(folder, 'contract.pdf'), samplePdf());
  const output = execFileSync(process.execPath, ['example.mjs'], { cwd: folder, encoding: 'utf8' });
  expect(output.trim()).toBe('valid');
  expect(readFileSync(join(folder, 'sealed.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
});
