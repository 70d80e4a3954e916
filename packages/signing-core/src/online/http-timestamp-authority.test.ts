import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { serveTimestamps } from '../development/serve-timestamps.js';
import { SigningError } from '../errors.js';
import { localTimestampAuthority, type TimestampFault } from '../testing/local-timestamp-authority.js';
import { createTestRoot } from '../testing/test-authority.js';
import { createTimestamper } from '../timestamp/create-timestamper.js';
import { TimestampError } from '../timestamp/timestamp-refusal.js';
import type { TimestampToken } from '../timestamp/token.js';
import { httpTimestampAuthority } from './http-timestamp-authority.js';

const DAY_MS = 86_400_000;
const current = { notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + DAY_MS) };

async function askServerWith(fault: TimestampFault): Promise<TimestampToken> {
  const root = await createTestRoot(current);
  const identity = await root.issue({ role: { authority: false, use: 'timestamp' }, ...current });
  const server = await serveTimestamps(localTimestampAuthority(identity, fault), { port: 0 });
  try {
    const authority = httpTimestampAuthority({ url: server.url, allowHosts: [new URL(server.url).host] });
    const ask = createTimestamper([authority], { trustedRootsPem: [root.pem], timeLimitMs: 400 });
    return await ask({ digestAlgorithm: 'sha256', digest: new Uint8Array(32) });
  } finally {
    await server.close();
  }
}

describe('httpTimestampAuthority', () => {
  it('brings home what an honest authority answers', async () => {
    expect((await askServerWith({})).policyOid).toBe('1.2.3.4.5');
  });

  it.each([
    ['down', 'timestamp-unavailable', 'status 503'],
    ['silent', 'timestamp-unavailable', 'within 0.4 seconds'],
    ['oversize', 'timestamp-unavailable', 'more than 65536 bytes'],
    ['rejection', 'timestamp-unavailable', 'does not serve the policy'],
    ['garbage', 'timestamp-invalid', 'not a timestamp reply'],
  ] as const)('says what is wrong with one that is %s', async (fault, code, words) => {
    const error = await askServerWith(fault).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TimestampError);
    expect(error).toMatchObject({ code, message: expect.stringContaining(words) });
  });

  it('is not led into a private network by an authority that redirects', async () => {
    const asked: string[] = [];
    const server = createServer(({ url = '' }, response) => {
      asked.push(url);
      response.writeHead(307, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
      const authority = httpTimestampAuthority({ url: `http://${host}/`, allowHosts: [host] });
      const error = await authority
        .respond(new Uint8Array(), AbortSignal.timeout(2000))
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(SigningError);
      expect(error).toMatchObject({ message: expect.stringContaining('redirects') });
      expect(asked).toEqual(['/']);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
