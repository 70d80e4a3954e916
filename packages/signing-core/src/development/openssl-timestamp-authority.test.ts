import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDevelopmentAuthority, type DevelopmentAuthority } from '../keys/development-ca.js';
import { issueTimestampKey } from '../keys/development-services.js';
import type { DigestName } from '../keys/digest-signer.js';
import { guardedFetch } from '../online/guarded-fetch.js';
import { httpTimestampAuthority } from '../online/http-timestamp-authority.js';
import type { TimestampAuthority } from '../timestamp/authority.js';
import { createTimestamper } from '../timestamp/create-timestamper.js';
import { opensslTimestampAuthority } from './openssl-timestamp-authority.js';
import { serveTimestamps, type TimestampServer } from './serve-timestamps.js';

const DAY_MS = 86_400_000;
const data = new TextEncoder().encode('agreement');

let folder: string;
let development: DevelopmentAuthority;
let authority: TimestampAuthority;
let server: TimestampServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sealwright-openssl-ts-'));
  const notBefore = new Date(Date.now() - DAY_MS);
  development = await createDevelopmentAuthority(
    { organisation: 'Ministry of "Übersetzung"', rootCommonName: 'Root', issuingCommonName: 'Issuing' },
    notBefore,
  );
  const key = await issueTimestampKey(development, {
    organisation: 'Ministry of "Übersetzung"',
    commonName: 'Development timestamps',
    notBefore,
    notAfter: new Date(Date.now() + DAY_MS),
  });
  const directory = join(folder, 'authority');
  authority = await opensslTimestampAuthority({
    directory,
    ...key,
    chainPem: development.issuingCertificatePem,
  });
  server = await serveTimestamps(authority, { port: 0 });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const digestOf = (algorithm: DigestName): Uint8Array =>
  new Uint8Array(createHash(algorithm).update(data).digest());

function timestamperOver(...authorities: TimestampAuthority[]) {
  return createTimestamper(authorities, { trustedRootsPem: [development.rootCertificatePem] });
}

describe('opensslTimestampAuthority', () => {
  it.each(['sha256', 'sha384', 'sha512'] as const)(
    'makes tokens over %s that openssl verifies',
    async (algorithm) => {
      const imprint = { digestAlgorithm: algorithm, digest: digestOf(algorithm) };
      const token = await timestamperOver(authority)(imprint);
      const file = (name: string, content: string | Uint8Array): string => {
        writeFileSync(join(folder, name), content);
        return join(folder, name);
      };
      const given = ['-token_in', '-in', file('token.der', token.der), '-data', file('data', data)];
      const root = ['-CAfile', file('root.pem', development.rootCertificatePem)];
      const issuing = ['-untrusted', file('issuing.pem', development.issuingCertificatePem)];
      const { stdout, stderr } = spawnSync('openssl', ['ts', '-verify', ...given, ...root, ...issuing], {
        encoding: 'utf8',
      });
      expect(stdout + stderr).toContain('Verification: OK');
      expect(token.accuracyMs).toBe(1000);
    },
  );

  it('answers many at once, each with a serial number of its own, and leaves nothing behind', async () => {
    const ask = timestamperOver(authority);
    const imprint = { digestAlgorithm: 'sha256', digest: digestOf('sha256') } as const;
    const tokens = await Promise.all(Array.from({ length: 12 }, () => ask(imprint)));
    expect(new Set(tokens.map(({ serialNumberHex }) => serialNumberHex)).size).toBe(12);
    const names = readdirSync(join(folder, 'authority'));
    expect(names.filter((name) => name.startsWith('request-'))).toEqual([]);
    expect(statSync(join(folder, 'authority', 'key.pem')).mode & 0o077).toBe(0);
  });

  it('serves them over HTTP to the guarded client', async () => {
    const { host } = new URL(server.url);
    const remote = httpTimestampAuthority({ url: server.url, allowHosts: [host] });
    const imprint = { digestAlgorithm: 'sha256', digest: digestOf('sha256') } as const;
    const token = await timestamperOver(remote)(imprint);
    expect(token.authorityName).toBe(host);
    expect(() => httpTimestampAuthority({ url: server.url })).toThrowError(
      expect.objectContaining({ code: 'outbound-url-refused' }),
    );
  });

  it('answers what is no request with a sentence', async () => {
    const allowHosts = [new URL(server.url).host];
    await expect(guardedFetch(server.url, { allowHosts })).rejects.toThrow('status 405');
    const post = { allowHosts, method: 'POST', body: new Uint8Array(20_000) } as const;
    await expect(guardedFetch(server.url, post)).rejects.toThrow('status 415');
    const headers = { 'content-type': 'application/timestamp-query' };
    await expect(guardedFetch(server.url, { ...post, headers })).rejects.toThrow('status 413');
  });
});
