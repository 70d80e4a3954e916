import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestTrust } from '@sealwright/signing-core/testing';
import { describe, expect, it } from 'vitest';
import { checkTimestamps, judgeToken } from './check-timestamps.js';

const signer = async () => {
  const trust = await createTestTrust();
  const { certificateChainDer } = await trust.createSigner();
  return certificateChainDer[0] ?? new Uint8Array();
};
const now = Date.now();
const seen = { sentMs: now, receivedMs: now + 40, renewDays: 90 };

describe('judgeToken', () => {
  it.each([
    ['ok', 0, 90],
    ['ok', -900, 90],
    ['fail', -5_000, 90],
    ['fail', 5_000, 90],
    ['warn', 0, 3_000],
  ])(
    'is %s when its clock is %i ms off and renewal comes %i days before the end',
    async (state, offMs, renewDays) => {
      const signerCertificateDer = await signer();
      const token = { time: new Date(now + offMs), accuracyMs: null, signerCertificateDer };
      expect(judgeToken(token, { ...seen, renewDays }).state).toBe(state);
    },
  );
});

describe('checkTimestamps', () => {
  it('is content without an authority', async () => {
    expect(await checkTimestamps.run({})).toMatchObject({ state: 'ok' });
  });

  it('names an authority that cannot be reached, and never its password', async () => {
    const trust = await createTestTrust();
    const file = join(mkdtempSync(join(tmpdir(), 'doctor-')), 'trust.pem');
    writeFileSync(file, trust.trustedRootPem);
    const findings = await checkTimestamps.run({
      TIMESTAMP_AUTHORITIES: 'http://somebody:hunter2@127.0.0.1:9/',
      TIMESTAMP_TRUST_FILE: file,
      REVOCATION_ONLINE: 'no',
    });
    expect(findings).toMatchObject([
      { name: 'timestamps', state: 'fail', detail: expect.stringContaining('127.0.0.1:9: ') },
      { name: 'revocation data', state: 'warn' },
    ]);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });
});
