import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkSealedFile } from './audit-json-checks.js';
import { describeEvent } from './describe-event.js';
import { sampleEnvelope, sampleIds } from './testing/sample-envelope.js';
import { decodeEvent } from './write-audit-json.js';

const sealed = new TextEncoder().encode('%PDF sealed at B-B');
const extended = new TextEncoder().encode('%PDF sealed at B-B and extended to B-LTA');
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const events = sampleEnvelope().records.map(({ bytes }) => decodeEvent(bytes));
const completed = events.findLast(({ type }) => type === 'envelope.completed');
if (completed === undefined) throw new Error('the sample is completed');

const documentId = sampleIds.document;
const about = { documentId, originalSha256Hex: 'a'.repeat(64) };
const told = {
  ...completed,
  data: {
    documents: [{ ...about, sealedSha256Hex: hashOf(sealed), sealedByteSize: sealed.length }],
    keyFingerprintSha256Hex: 'b'.repeat(64),
  },
};
const grown = {
  ...completed,
  type: 'seal.extended',
  data: {
    ...{
      sealId: sampleIds.seal,
      purpose: 'document',
      documentId,
      fence: 1,
      reason: 'upgrade',
      level: 'B-LTA',
    },
    ...{ previousSha256Hex: hashOf(sealed), previousByteSize: sealed.length },
    ...{ sealedSha256Hex: hashOf(extended), sealedByteSize: extended.length },
    ...{ authority: 'https://tsa.example.test/', timestampedAt: '2026-03-14T09:00:00.000Z' },
  },
};
const judge = (bytes: Uint8Array, record = [told, grown]) => checkSealedFile({ bytes }, record)[0];

describe('a sealed file that grew', () => {
  it('is known by each hash it ever had', () => {
    expect(judge(sealed)?.state).toBe('pass');
    expect(judge(extended)?.state).toBe('pass');
    expect(checkSealedFile({ sha256Hex: hashOf(extended) }, [told, grown])[0]?.state).toBe('pass');
    expect(checkSealedFile({ sha256Hex: hashOf(extended) }, [told])[0]?.state).toBe('fail');
  });

  it('and was extended elsewhere is known by what it begins with', () => {
    expect(judge(extended, [told])).toMatchObject({ state: 'warn' });
    expect(judge(extended, [told])?.detail).toContain(`${extended.length - sealed.length} bytes`);
  });

  it('is another one when its beginning differs or is cut', () => {
    expect(judge(new TextEncoder().encode('%PDF sealed at B-X and extended'))?.state).toBe('fail');
    expect(judge(sealed.subarray(0, -1))?.state).toBe('fail');
  });

  it('is described with level and authority', () => {
    expect(describeEvent(grown, new Map())).toBe(
      'The seal of the document was extended (B-LTA, timestamp by https://tsa.example.test/)',
    );
  });
});

it('describes a changed policy with both values', () => {
  const data = {
    previous: { timestamps: 'none', level: 'B-B' },
    next: { timestamps: 'required', level: 'B-LTA' },
  };
  const event = {
    ...completed,
    type: 'sealing.policy-changed',
    data,
    actor: { kind: 'user', id: sampleIds.user },
  };
  const names = new Map([[`user:${sampleIds.user}`, 'Grace Hopper']]);
  expect(describeEvent(event as typeof completed, names)).toBe(
    'Grace Hopper changed timestamps from none to required (B-LTA)',
  );
});
