import { beforeAll, describe, expect, it } from 'vitest';
import { createSampleWorld, type SampleLevel, type SampleWorld } from './testing/sample-evidence.js';
import { verifyEvidence } from './verify-evidence.js';

// "A certificate with any one byte changed fails": never valid, and outside the containers never "not yet trusted" either.
// Samples with a seed, densest where no signature covers the bytes. What was tried in full is in docs/decisions/0018.

let world: SampleWorld;
beforeAll(async () => {
  world = await createSampleWorld();
});

/** The `<…>` of every `/Contents` that holds a signature. */
function containersOf(pdf: Uint8Array): [start: number, end: number][] {
  const text = Buffer.from(pdf).toString('latin1');
  return [...text.matchAll(/\/Contents (<[0-9a-f]+>)/g)].map((match) => {
    const start = match.index + '/Contents '.length;
    return [start, start + (match[1]?.length ?? 0)];
  });
}

/** What was written with the seal and after it, without the containers: dictionaries, tables, trailers, ends. */
function aroundContainers(pdf: Uint8Array): number[] {
  const containers = containersOf(pdf);
  const [[first] = [0]] = containers;
  const begin = Buffer.from(pdf).toString('latin1').lastIndexOf('%%EOF', first);
  const outside = Array.from({ length: pdf.length - begin }, (_, index) => begin + index).filter(
    (position) => !containers.some(([start, end]) => position >= start && position < end),
  );
  const every = Math.ceil(outside.length / AROUND_COUNT);
  return outside.filter((_, index) => index % every === 0);
}

/** Positions that are the same on every run. */
function sample(length: number, count: number, seed: number): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % length;
  });
}

/** Where bytes mean most: the head, every attachment's edges, cross-references, trailers, white space, the end. */
function interesting(pdf: Uint8Array): number[] {
  const text = Buffer.from(pdf).toString('latin1');
  const marks =
    /%PDF|%%EOF|startxref|xref|trailer|endstream|endobj|\/EmbeddedFile|\/Filespec|\/ByteRange|\/M \(|\/DocMDP|\/Perms|\/DSS|\/Size|\/Prev|\/Root/g;
  const found = [...text.matchAll(marks)].flatMap(({ index, 0: mark }) => [
    index,
    index + mark.length,
    index + mark.length + 1,
  ]);
  return [0, ...found, pdf.length - 1].filter((position) => position < pdf.length);
}

async function findMissed(
  level: SampleLevel,
  positionsOf: (pdf: Uint8Array) => number[],
  masks: readonly number[],
) {
  const { certificate } = await world.make({ level });
  const trust = { trustedRootsPem: [world.trust.trustedRootPem], logKeys: [world.log.verifierKey] };
  expect((await verifyEvidence({ ...trust, certificate })).verdict).toBe('valid');
  const positions = positionsOf(certificate);
  expect(positions.length).toBeGreaterThan(40);
  const containers = containersOf(certificate);
  const isInside = (at: number) => containers.some(([start, end]) => at >= start && at < end);
  const missed: string[] = [];
  for (const position of positions) {
    for (const mask of masks) {
      const changed = certificate.slice();
      changed[position] = (changed[position] ?? 0) ^ mask;
      const { verdict } = await verifyEvidence({ ...trust, certificate: changed });
      // A few inside a timestamp make its authority or algorithm an unknown one: then it is open, and never valid.
      const isOpen = verdict === 'indeterminate' && isInside(position);
      if (verdict !== 'invalid' && !isOpen) missed.push(`${position} ^ ${mask}: ${verdict}`);
    }
  }
  return missed;
}

/** Every `every`th hexadecimal digit of the DER values, and some of the zeroes behind them. */
function inContainers(pdf: Uint8Array, every: number): number[] {
  const text = Buffer.from(pdf).toString('latin1');
  return containersOf(pdf).flatMap(([start, end]) => {
    const written = text.slice(start, end - 1).replace(/0+$/, '').length;
    const digits = Array.from({ length: Math.floor(written / every) }, (_, index) => start + index * every);
    const zeroes = sample(end - start - written, 20, 7).map((offset) => start + written + offset);
    return [start, ...digits, ...zeroes, end - 1];
  });
}

const AROUND_COUNT = 150;
const TIME_LIMIT_MS = 600_000;
const CASE_OF_A_LETTER = 0x20;

describe.each([
  ['B-B', 100, 11],
  ['B-LT', 50, 61],
  ['B-LTA', 50, 61],
] as const)('one byte of a certificate changed (%s)', (level, count, every) => {
  it(
    'is seen anywhere in the file',
    async () => {
      expect(await findMissed(level, (pdf) => sample(pdf.length, count, 42), [0x01])).toEqual([]);
    },
    TIME_LIMIT_MS,
  );

  it(
    'is seen where the structure stands',
    async () => {
      expect(await findMissed(level, interesting, [0x01])).toEqual([]);
    },
    TIME_LIMIT_MS,
  );

  it(
    'is seen in the revision of the seal, around its container',
    async () => {
      expect(await findMissed(level, aroundContainers, [0x01])).toEqual([]);
    },
    TIME_LIMIT_MS,
  );

  it(
    'is seen in the containers, which no signature covers',
    async () => {
      const positions = (pdf: Uint8Array) => inContainers(pdf, every);
      expect(await findMissed(level, positions, [0x01, CASE_OF_A_LETTER])).toEqual([]);
    },
    TIME_LIMIT_MS,
  );
});

describe.each(['B-B', 'B-LT', 'B-LTA'] as const)('a certificate with more or fewer bytes (%s)', (level) => {
  const behind = ['\n', ' ', '\0', '%', '%%EOF\n', '0'.repeat(300)];

  it('is refused', async () => {
    const { certificate } = await world.make({ level });
    const trust = { trustedRootsPem: [world.trust.trustedRootPem], logKeys: [world.log.verifierKey] };
    const changed = [
      ...behind.map((tail) => Buffer.concat([certificate, Buffer.from(tail)])),
      ...behind.map((head) => Buffer.concat([Buffer.from(head), certificate])),
      ...[1, 2, 7, 400].map((count) => certificate.subarray(0, -count)),
    ];
    const verdicts: string[] = [];
    for (const bytes of changed) {
      verdicts.push((await verifyEvidence({ ...trust, certificate: new Uint8Array(bytes) })).verdict);
    }
    expect(new Set(verdicts)).toEqual(new Set(['invalid']));
  });
});

it('finds the containers it means', async () => {
  expect(containersOf((await world.make({ level: 'B-LTA' })).certificate)).toHaveLength(2);
});
