import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withJournalLock } from './journal-lock.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sealwright-journal-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('the lock of the token journal', () => {
  it('is held by one at a time, also when two of one process begin in the same moment', async () => {
    const seen: string[] = [];
    const hold = (name: string) =>
      withJournalLock(join(dir, 'journal.jsonl'), async () => {
        seen.push(`${name} in`);
        await new Promise((resolve) => setTimeout(resolve, 20));
        seen.push(`${name} out`);
      });
    await Promise.all([hold('a'), hold('b')]);
    expect(seen).toEqual(['a in', 'a out', 'b in', 'b out']);
  });
});
