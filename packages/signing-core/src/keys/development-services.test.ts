import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRevocation } from '../x509/check-revocation.js';
import { readPemBlocks } from '../x509/read-pem.js';
import { readTrustedRoots } from '../x509/trusted-roots.js';
import { validatePath } from '../x509/validate-path.js';
import { NO_VALIDATION_DATA } from '../x509/validation-data.js';
import { createDevelopmentAuthority, type DevelopmentAuthority } from './development-ca.js';
import {
  developmentRevocationSource,
  issueDevelopmentCrl,
  issueTimestampKey,
  type TimestampKey,
} from './development-services.js';

const DAY_MS = 86_400_000;
const now = new Date();
const notBefore = new Date(now.getTime() - DAY_MS);

let folder: string;
let authority: DevelopmentAuthority;
let key: TimestampKey;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sealwright-services-'));
  const names = { organisation: 'Tests', rootCommonName: 'Root', issuingCommonName: 'Issuing' };
  authority = await createDevelopmentAuthority(names, notBefore);
  const notAfter = new Date(now.getTime() + DAY_MS);
  key = await issueTimestampKey(authority, {
    organisation: 'Tests',
    commonName: 'Timestamps',
    notBefore,
    notAfter,
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `openssl verify` says of the timestamp certificate with every list of the path. */
function opensslVerdict(issuingCrlPem: string): string {
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const trust = ['-CAfile', file('root.pem', authority.rootCertificatePem)];
  const between = ['-untrusted', file('issuing.pem', authority.issuingCertificatePem)];
  const lists = ['-CRLfile', file('lists.pem', issuingCrlPem + authority.rootCrlPem), '-crl_check_all'];
  const args = ['verify', ...trust, ...between, ...lists, '-x509_strict', '-purpose', 'timestampsign'];
  const { stdout, stderr } = spawnSync('openssl', [...args, file('leaf.pem', key.certificatePem)], {
    encoding: 'utf8',
  });
  return stdout + stderr;
}

describe('services of the development authority', () => {
  it('issues timestamp certificates and lists that openssl accepts', async () => {
    const dates = { thisUpdate: now, nextUpdate: new Date(now.getTime() + DAY_MS) };
    expect(opensslVerdict(await issueDevelopmentCrl(authority, dates))).toContain('leaf.pem: OK');
  });

  it('revokes so that openssl and we agree', async () => {
    const [leafDer = new Uint8Array()] = readPemBlocks(key.certificatePem, 'CERTIFICATE');
    const pool = readPemBlocks(authority.issuingCertificatePem, 'CERTIFICATE');
    const roots = readTrustedRoots([authority.rootCertificatePem]);
    const { path } = await validatePath(leafDer, pool, roots, now, 'timestamping');
    const serialNumberHex = path?.[0]?.serialNumberHex ?? '';
    const revokedAt = new Date(now.getTime() - 3_600_000);
    const crlPem = await issueDevelopmentCrl(authority, {
      thisUpdate: now,
      nextUpdate: new Date(now.getTime() + DAY_MS),
      revoked: [
        { serialNumberHex, revokedAt, reasonCode: 4, invalidSince: new Date(revokedAt.getTime() - 1000) },
      ],
    });
    expect(opensslVerdict(crlPem)).toContain('certificate revoked');
    const crlsDer = readPemBlocks(crlPem + authority.rootCrlPem, 'X509 CRL');
    const { certificates } = await checkRevocation(path ?? [], { ...NO_VALIDATION_DATA, crlsDer }, now);
    expect(certificates.map(({ status }) => status.state)).toEqual(['revoked', 'good', 'not-needed']);
    expect(certificates[0]?.status).toMatchObject({ reason: 'superseded' });
  });

  it('answers with fresh lists whoever is asked about', async () => {
    const source = developmentRevocationSource(authority, () => now);
    const { crlsDer } = await source.find({ certificateDer: new Uint8Array(), issuerDer: new Uint8Array() });
    const [leafDer = new Uint8Array()] = readPemBlocks(key.certificatePem, 'CERTIFICATE');
    const pool = readPemBlocks(authority.issuingCertificatePem, 'CERTIFICATE');
    const roots = readTrustedRoots([authority.rootCertificatePem]);
    const { path } = await validatePath(leafDer, pool, roots, now, 'timestamping');
    const result = await checkRevocation(path ?? [], { ...NO_VALIDATION_DATA, crlsDer }, now);
    expect(result.state).toBe('good');
  });
});
