import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Runs `work` unless `stampFile` says that it ran with exactly these `inputs` before. The stamp is written last, so a
 * run that was interrupted is repeated.
 *
 * @param {string} stampFile
 * @param {string[]} inputs files whose content matters, or plain words such as a version
 * @param {() => void} work
 */
export function oncePerInput(stampFile, inputs, work) {
  const wanted = digestOf(inputs);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  work();
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, wanted);
}

function digestOf(inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) hash.update(existsSync(input) ? readFileSync(input) : input).update('\0');
  return hash.digest('hex');
}
