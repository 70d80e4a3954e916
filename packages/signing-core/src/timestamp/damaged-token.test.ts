import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { localTimestampAuthority } from '../testing/local-timestamp-authority.js';
import { createTestRoot, type TestIdentity } from '../testing/test-authority.js';
import { checkTimestampToken } from './check-token.js';
import { createTimestamper } from './create-timestamper.js';
import type { TimestampToken } from './token.js';

const DAY_MS = 86_400_000;
const current = { notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + DAY_MS) };
const digest = new Uint8Array(createHash('sha256').update('agreement').digest());

let root: TestIdentity;
let token: TimestampToken;

beforeAll(async () => {
  root = await createTestRoot(current);
  const identity = await root.issue({ role: { authority: false, use: 'timestamp' }, ...current });
  const ask = createTimestamper([localTimestampAuthority(identity)], { trustedRootsPem: [root.pem] });
  token = await ask({ digestAlgorithm: 'sha256', digest });
});

describe('a damaged token', () => {
  it('is never an error, and never states anything else than the whole one', async () => {
    const place = fc.nat({ max: token.der.length - 1 });
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const damaged = token.der.slice();
        damaged[at] = (damaged[at] ?? 0) ^ change;
        const finding = await checkTimestampToken(damaged, () => digest, { roots: [root.certificate] });
        if (finding.integrity === 'broken') return;
        expect(finding.statement).toMatchObject({
          time: token.time,
          serialNumberHex: token.serialNumberHex,
          signerCertificateDer: token.signerCertificateDer,
        });
      }),
      { numRuns: 400 },
    );
  });

  it('is broken wherever it is cut off', async () => {
    for (let length = 0; length < token.der.length; length += 7) {
      const finding = await checkTimestampToken(token.der.subarray(0, length), () => digest, { roots: [] });
      expect(finding.integrity, `${length} bytes`).toBe('broken');
    }
  });
});
