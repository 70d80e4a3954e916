import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleEnvelope } from './testing/sample-envelope.js';
import { verifyChain } from './verify-chain.js';
import { verifyChainHashes } from './verify-chain-hashes.js';

const { stream, records } = sampleEnvelope();
const head = verifyChain(stream, records).head;

describe('verifyChainHashes says what verifyChain says', () => {
  it('of an untouched record', () => {
    const report = verifyChainHashes(stream, records, { expectedHead: head });
    expect(report).toMatchObject({ verdict: 'intact', head, firstBad: null, eventCount: records.length });
    const genesis = { seq: 0, chainHashHex: '0'.repeat(64) };
    expect(verifyChainHashes(stream, records, { expectedHead: genesis }).verdict).toBe('intact');
  });

  it('of any edit', () => {
    const place = fc.nat({ max: records.length - 1 });
    fc.assert(
      fc.property(
        fc.constantFrom('bytes', 'hash', 'drop', 'swap', 'cut'),
        place,
        place,
        (kind, at, other) => {
          const edited = [...records];
          const [one, two] = [records[at], records[other]];
          if (one === undefined || two === undefined) return;
          if (kind === 'bytes') edited[at] = { ...one, bytes: one.bytes.with(other, 0) };
          if (kind === 'hash') edited[at] = { ...one, chainHash: one.chainHash.with(0, other) };
          if (kind === 'drop') edited.splice(at, 1);
          if (kind === 'swap') [edited[at], edited[other]] = [two, one];
          if (kind === 'cut') edited.length = at;
          const careful = verifyChain(stream, edited, { expectedHead: head });
          const fast = verifyChainHashes(stream, edited, { expectedHead: head });
          expect(fast.firstBad).toEqual(careful.firstBad);
          expect(fast.head).toEqual(careful.head);
        },
      ),
      { numRuns: 300 },
    );
  });
});
