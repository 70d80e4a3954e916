import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTestRoot, type TestIdentity } from '../testing/test-authority.js';
import { checkRevocation } from './check-revocation.js';
import { encodeOcspRequest } from './ocsp-request.js';
import type { RevocationStatus } from './revocation-status.js';
import { NO_VALIDATION_DATA } from './validation-data.js';

const DAY_MS = 86_400_000;
const dates = { notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + DAY_MS) };

/** `YYMMDDHHMMSSZ`, as openssl's index of certificates has it. */
const utcTime = (date: Date): string =>
  `${date
    .toISOString()
    .replace(/[-:T]|[.].*$/g, '')
    .slice(2)}Z`;

/** Our request, answered by openssl as a delegated responder that knows one revoked certificate. */
async function statusByOpenssl(isRevoked: boolean): Promise<RevocationStatus | undefined> {
  const root = await createTestRoot(dates);
  const leaf = await root.issue({ commonName: 'Leaf', ...dates });
  const responder = await root.issue({
    commonName: 'Responder',
    role: { authority: false, use: 'ocsp-responder' },
    ...dates,
  });
  const serial = leaf.certificate.serialNumberHex;
  const answer = await askOpenssl({ root, leaf, responder, isRevoked }, serial);
  const data = { ...NO_VALIDATION_DATA, ocspResponsesDer: [answer] };
  const { certificates } = await checkRevocation([leaf.certificate, root.certificate], data, new Date());
  return certificates[0]?.status;
}

interface Responder {
  readonly root: TestIdentity;
  readonly leaf: TestIdentity;
  readonly responder: TestIdentity;
  readonly isRevoked: boolean;
}

async function askOpenssl(world: Responder, serialHex: string): Promise<Uint8Array> {
  const { root, leaf, responder, isRevoked } = world;
  const folder = mkdtempSync(join(tmpdir(), 'sealwright-ocsp-'));
  try {
    const file = (name: string, content: string | Uint8Array = ''): string => {
      if (content.length > 0) writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const revokedAt = `${utcTime(new Date(Date.now() - 3_600_000))},keyCompromise`;
    const state = isRevoked ? ['R', utcTime(dates.notAfter), revokedAt] : ['V', utcTime(dates.notAfter), ''];
    const index = file(
      'index.txt',
      `${[...state, serialHex.toUpperCase(), 'unknown', '/CN=Leaf'].join('\t')}\n`,
    );
    const request = file('request.der', await encodeOcspRequest(leaf.certificate, root.certificate));
    const keys = [
      '-rsigner',
      file('responder.pem', responder.pem),
      '-rkey',
      file('key.pem', await responder.keyPem()),
    ];
    const ask = [
      '-index',
      index,
      '-CA',
      file('root.pem', root.pem),
      '-reqin',
      request,
      '-respout',
      file('answer.der'),
    ];
    execFileSync('openssl', ['ocsp', ...ask, ...keys, '-ndays', '1'], { stdio: 'pipe' });
    return new Uint8Array(readFileSync(file('answer.der')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('openssl as responder', () => {
  it('understands our request, and we its answer: good', async () => {
    expect(await statusByOpenssl(false)).toMatchObject({ state: 'good', source: 'ocsp' });
  });

  it('understands our request, and we its answer: revoked', async () => {
    expect(await statusByOpenssl(true)).toMatchObject({ state: 'revoked', reason: 'key compromise' });
  });
});
