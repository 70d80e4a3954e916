import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { GENESIS_HASH } from '../chain.js';
import { toHex } from '../digest.js';
import { hashLeaf } from '../merkle/tree-hashes.js';
import { sampleId } from '../testing/sample-record.js';
import { MAX_ENTRY_BYTES } from '../tiles/entry-bundle.js';
import { LOG_ENTRY_BYTES, linkTag, logEntry, logLeafHash, readLogEntry } from './log-entry.js';

const stream = `envelope:${sampleId(1)}`;
const [before, after] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
const sha256Hex = (...parts: (Uint8Array | string)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

describe('a log entry', () => {
  it('is a version and two hashes, as documented', () => {
    const entry = logEntry(stream, before, after);
    const link = sha256Hex(Uint8Array.of(3), before, stream);
    const head = sha256Hex(Uint8Array.of(4), after);
    expect(toHex(entry)).toBe(`01${link}${head}`);
    expect(entry.length).toBe(LOG_ENTRY_BYTES);
    expect(entry.length).toBeLessThan(MAX_ENTRY_BYTES);
    expect(toHex(logLeafHash(stream, before, after))).toBe(toHex(hashLeaf(entry)));
  });

  it('leads from one event to the next, and from the name to the first', () => {
    expect(readLogEntry(logEntry(stream, before, after))?.link).toEqual(linkTag(stream, before));
    expect(readLogEntry(logEntry(stream, GENESIS_HASH, after))?.link).toEqual(linkTag(stream));
  });

  it('holds neither the stream nor a chain hash', () => {
    const entry = Buffer.from(logEntry(stream, before, after));
    for (const secret of [stream, sampleId(1), Buffer.from(before), Buffer.from(after)]) {
      expect(entry.includes(secret)).toBe(false);
    }
  });

  it('of any name is the same, however long', () => {
    const long = `envelope:${'ü€😀'.repeat(200)}`;
    expect(toHex(linkTag(long, before))).toBe(sha256Hex(Uint8Array.of(3), before, long));
    expect(toHex(linkTag(stream, before))).toBe(sha256Hex(Uint8Array.of(3), before, stream));
  });

  it('of another form is not read, and no hash of another length is put in', () => {
    expect(readLogEntry(new Uint8Array(64))).toBeNull();
    expect(readLogEntry(new Uint8Array(65))).toBeNull();
    expect(() => logEntry(stream, before, after.subarray(1))).toThrow(
      expect.objectContaining({ code: 'entry-invalid' }),
    );
  });
});
