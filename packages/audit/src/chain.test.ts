import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCanonical } from './canonical.js';
import { chainHash, GENESIS_HASH } from './chain.js';
import { commitToBytes } from './commitment.js';
import { sha256, toHex } from './digest.js';
import { auditEvent } from './event.js';

type VectorRecord = {
  seq: number;
  eventUtf8: string;
  eventBase64: string;
  eventSha256Hex: string;
  previousHex: string;
  chainHashHex: string;
  personal: { subject: string; saltHex: string; valueJson: string; commitHex: string }[];
};
type Vectors = {
  genesisHex: string;
  streams: { stream: string; records: VectorRecord[] }[];
  edges: { stream: string; seq: number; previousHex: string; eventSha256Hex: string; chainHashHex: string }[];
};

// The database recomputes these same hashes in SQL: whoever changes this file changes the format.
const vectors = JSON.parse(
  readFileSync(new URL('../test-vectors/chain.json', import.meta.url), 'utf8'),
) as Vectors;
const fromHex = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

describe('the shared vectors', () => {
  it.each(vectors.streams)('$stream links from the first event to the last', ({ stream, records }) => {
    let previous = GENESIS_HASH;
    expect(toHex(previous)).toBe(vectors.genesisHex);
    for (const record of records) {
      const bytes = new Uint8Array(Buffer.from(record.eventBase64, 'base64'));
      expect(new TextDecoder().decode(bytes)).toBe(record.eventUtf8);
      expect(toHex(previous)).toBe(record.previousHex);
      expect(toHex(sha256(bytes))).toBe(record.eventSha256Hex);
      previous = chainHash(previous, stream, record.seq, sha256(bytes));
      expect(toHex(previous)).toBe(record.chainHashHex);
    }
  });

  it.each(vectors.streams)('$stream commits to every personal value', ({ records }) => {
    for (const record of records) {
      const event = auditEvent.parse(parseCanonical(new TextEncoder().encode(record.eventUtf8)));
      const commits = record.personal.map(({ subject, saltHex, valueJson }) => ({
        subject,
        commit: commitToBytes(new TextEncoder().encode(valueJson), fromHex(saltHex)),
      }));
      expect(event.personal).toEqual(commits);
    }
  });

  it.each(vectors.edges)('$seq is written in eight bytes', (edge) => {
    const hash = chainHash(fromHex(edge.previousHex), edge.stream, edge.seq, fromHex(edge.eventSha256Hex));
    expect(toHex(hash)).toBe(edge.chainHashHex);
  });
});

describe('chainHash', () => {
  const event = new Uint8Array(32).fill(1);
  const stream = 'envelope:01980000-0000-7000-8000-000000000001';

  it('depends on the stream, the number, the event and what came before', () => {
    const other = 'organisation:01980000-0000-7000-8000-000000000001';
    const hashes = [
      chainHash(GENESIS_HASH, stream, 1, event),
      chainHash(GENESIS_HASH, other, 1, event),
      chainHash(GENESIS_HASH, stream, 2, event),
      chainHash(GENESIS_HASH, stream, 1, new Uint8Array(32)),
      chainHash(event, stream, 1, event),
    ].map(toHex);
    expect(new Set(hashes).size).toBe(5);
  });

  it.each([0, -1, 1.5, 2 ** 53, Number.NaN])('refuses %s as a sequence number', (seq) => {
    expect(() => chainHash(GENESIS_HASH, stream, seq, event)).toThrow(
      expect.objectContaining({ code: 'event-invalid' }),
    );
  });

  it('refuses a hash of another length', () => {
    expect(() => chainHash(new Uint8Array(31), stream, 1, event)).toThrow(
      expect.objectContaining({ code: 'event-invalid' }),
    );
  });
});
