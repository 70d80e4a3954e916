import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect } from '@playwright/test';

/**
 * Writes a signature into the token's journal that no key of the platform made, as somebody would who used the token
 * behind its back. The line follows the one before it, so the journal itself stays whole.
 */
export async function forgeJournalLine(file: string): Promise<void> {
  const lock = `${file}.lock`;
  // The token process holds it for milliseconds.
  await expect(() => writeFileSync(lock, 'e2e 0', { flag: 'wx' })).toPass();
  try {
    const last = readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '';
    const { n } = JSON.parse(last) as { n: number };
    const line = {
      n: n + 1,
      atIso: new Date().toISOString(),
      keyFingerprintSha256Hex: 'ab'.repeat(32),
      algorithm: 'ecdsa-p256-sha256',
      digestHex: 'cd'.repeat(32),
      purpose: { kind: 'document', id: 'nobody-knows' },
      signatureSha256Hex: 'ef'.repeat(32),
      previousSha256Hex: createHash('sha256').update(last).digest('hex'),
    };
    appendFileSync(file, `${JSON.stringify(line)}\n`);
  } finally {
    rmSync(lock, { force: true });
  }
}
