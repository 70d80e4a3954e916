import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainHash, GENESIS_HASH } from './chain.js';
import type { ChainReport } from './chain-report.js';
import { sha256 } from './digest.js';
import { sampleEnvelope } from './testing/sample-envelope.js';
import { type ChainRecord, verifyChain } from './verify-chain.js';

const { stream, records, personal } = sampleEnvelope();
const last = records.length;
const at = fc.nat({ max: last - 1 });
const head = verifyChain(stream, records).head;

function firstBad(
  changed: readonly ChainRecord[],
  options = {},
): Pick<ChainReport, 'verdict'> & { seq?: unknown; code?: unknown } {
  const report = verifyChain(stream, changed, options);
  return { verdict: report.verdict, seq: report.firstBad?.seq, code: report.firstBad?.code };
}

function flip(bytes: Uint8Array, position: number, mask: number): Uint8Array {
  return bytes.map((byte, index) => (index === position % bytes.length ? byte ^ mask : byte));
}

/** What an insider with full access would do: new hashes all the way, so that every link fits. */
function relink(changed: readonly ChainRecord[]): ChainRecord[] {
  let previous = GENESIS_HASH;
  return changed.map(({ bytes }, index) => {
    previous = chainHash(previous, stream, index + 1, sha256(bytes));
    return { bytes, chainHash: previous };
  });
}

const record = (index: number): ChainRecord =>
  records[index] ?? { bytes: new Uint8Array(), chainHash: GENESIS_HASH };
const replace = (index: number, by: ChainRecord) => records.map((old, place) => (place === index ? by : old));
const text = (index: number) => new TextDecoder().decode(record(index).bytes);
const rewritten = (index: number, from: string, to: string) =>
  relink(
    replace(index, { ...record(index), bytes: new TextEncoder().encode(text(index).replace(from, to)) }),
  );

describe('verifyChain finds an untouched record intact', () => {
  it('with all its personal values', () => {
    const report = verifyChain(stream, records, { personal, expectedHead: head });
    expect(report).toMatchObject({ verdict: 'intact', firstBad: null, warnings: [], eventCount: last });
    expect(report.personal).toEqual({ matched: personal.length, absent: 0 });
  });

  it('after any of its people were forgotten', () => {
    fc.assert(
      fc.property(fc.subarray(personal), (kept) => {
        const report = verifyChain(stream, records, { personal: kept, expectedHead: head });
        expect(report.verdict).toBe('intact');
        expect(report.personal).toEqual({ matched: kept.length, absent: personal.length - kept.length });
      }),
    );
  });

  it('when it grew beyond a head known from elsewhere', () => {
    const earlier = verifyChain(stream, records.slice(0, 4)).head;
    expect(firstBad(records, { expectedHead: earlier }).verdict).toBe('intact');
  });
});

describe('verifyChain names the first bad sequence number', () => {
  it('of any changed byte', () => {
    fc.assert(
      fc.property(at, fc.nat(), fc.integer({ min: 1, max: 255 }), (index, position, mask) => {
        const changed = replace(index, {
          ...record(index),
          bytes: flip(record(index).bytes, position, mask),
        });
        expect(firstBad(changed)).toMatchObject({ verdict: 'broken', seq: index + 1 });
      }),
      { numRuns: 500 },
    );
  });

  it('of a changed chain hash', () => {
    fc.assert(
      fc.property(at, fc.nat(), fc.integer({ min: 1, max: 255 }), (index, position, mask) => {
        const changed = replace(index, {
          ...record(index),
          chainHash: flip(record(index).chainHash, position, mask),
        });
        // At the very end nothing follows that could tell which of the two was touched.
        const code = index === last - 1 ? 'changed-bytes' : 'broken-link';
        expect(firstBad(changed)).toEqual({ verdict: 'broken', seq: index + 1, code });
      }),
    );
  });

  it('of two events swapped, with and without new hashes', () => {
    fc.assert(
      fc.property(fc.uniqueArray(at, { minLength: 2, maxLength: 2 }), ([one = 0, two = 1]) => {
        const [low, high] = one < two ? [one, two] : [two, one];
        const swapped = records.map((old, place) =>
          place === low ? record(high) : place === high ? record(low) : old,
        );
        const expected = { verdict: 'broken', seq: low + 1, code: 'reordered' };
        expect(firstBad(swapped)).toEqual(expected);
        expect(firstBad(relink(swapped))).toEqual(expected);
      }),
    );
  });

  it('of an event dropped, with and without new hashes', () => {
    fc.assert(
      fc.property(fc.nat({ max: last - 2 }), (index) => {
        const dropped = records.filter((_, place) => place !== index);
        const expected = { verdict: 'broken', seq: index + 1, code: 'gap' };
        expect(firstBad(dropped)).toEqual(expected);
        expect(firstBad(relink(dropped))).toEqual(expected);
      }),
    );
  });

  it('of an event doubled, with and without new hashes', () => {
    fc.assert(
      fc.property(at, fc.nat({ max: last }), (index, place) => {
        const doubled = [...records.slice(0, place), record(index), ...records.slice(place)];
        fc.pre(index < place);
        const expected = { verdict: 'broken', seq: place + 1, code: 'repeated' };
        expect(firstBad(doubled)).toEqual(expected);
        expect(firstBad(relink(doubled))).toEqual(expected);
      }),
    );
  });

  it('of a tail cut off, once the head is known from elsewhere', () => {
    fc.assert(
      fc.property(fc.nat({ max: last - 1 }), (kept) => {
        const cut = records.slice(0, kept);
        expect(firstBad(cut).verdict).toBe('intact');
        expect(firstBad(cut, { expectedHead: head })).toEqual({
          verdict: 'broken',
          seq: kept + 1,
          code: 'truncated',
        });
      }),
    );
  });

  it('of an event from another stream', () => {
    const other = rewritten(2, stream, stream.replace(/1$/, '9'));
    expect(firstBad(other)).toEqual({ verdict: 'broken', seq: 3, code: 'wrong-stream' });
    expect(verifyChain(stream.replace(/1$/, '9'), records).firstBad).toMatchObject({
      seq: 1,
      code: 'wrong-stream',
    });
  });

  it('of bytes that are no event although every link fits', () => {
    expect(firstBad(rewritten(4, '{"actor"', '{ "actor"'))).toEqual({
      verdict: 'broken',
      seq: 5,
      code: 'not-an-event',
    });
    expect(firstBad(rewritten(4, '"v":1', '"v":2'))).toEqual({
      verdict: 'broken',
      seq: 5,
      code: 'not-an-event',
    });
  });

  it('of a personal value that is not the one committed to', () => {
    fc.assert(
      fc.property(fc.nat({ max: personal.length - 1 }), fc.boolean(), (index, touchSalt) => {
        const changed = personal.map((value, place) => {
          if (place !== index) return value;
          return touchSalt
            ? { ...value, salt: flip(value.salt, index, 1) }
            : { ...value, valueJson: value.valueJson.replace(/.(?=[^.]*$)/, '~') };
        });
        const report = verifyChain(stream, records, { personal: changed });
        expect(report.firstBad?.code).toBe('commitment-mismatch');
        const eventIds = records.map(
          ({ bytes }) => (JSON.parse(new TextDecoder().decode(bytes)) as { id: string }).id,
        );
        expect(report.firstBad?.seq).toBe(eventIds.indexOf(personal[index]?.eventId ?? '') + 1);
      }),
    );
  });
});

describe('verifyChain says what the evidence cannot tell', () => {
  it('when a whole chain was rewritten consistently', () => {
    const forged = rewritten(1, '"fieldCount":2', '"fieldCount":3');
    expect(firstBad(forged).verdict).toBe('intact');
    expect(firstBad(forged, { expectedHead: head })).toEqual({
      verdict: 'broken',
      seq: null,
      code: 'head-mismatch',
    });
  });

  it('when a value is handed over that nobody committed to', () => {
    const stray = { eventId: 'x', subject: 'user:x', salt: new Uint8Array(32), valueJson: '{}' };
    expect(firstBad(records, { personal: [...personal, stray] })).toEqual({
      verdict: 'broken',
      seq: null,
      code: 'commitment-mismatch',
    });
  });

  it('by warnings, for types of a later version and clocks that jumped', () => {
    const later = verifyChain(stream, rewritten(3, 'recipient.opened', 'recipient.beamed'));
    expect(later).toMatchObject({ verdict: 'intact', warnings: [{ seq: 4, code: 'type-unknown' }] });
    const grown = verifyChain(stream, rewritten(3, '"documents":', '"depth":1,"documents":'));
    expect(grown).toMatchObject({ verdict: 'intact', warnings: [{ seq: 4, code: 'data-unknown' }] });
    const jumped = verifyChain(stream, rewritten(3, '2026-03-14', '2026-03-13'));
    expect(jumped).toMatchObject({ verdict: 'intact', warnings: [{ seq: 4, code: 'time-went-back' }] });
  });
});
