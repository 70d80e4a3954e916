import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { opensslTimestampAuthority } from '../development/openssl-timestamp-authority.js';
import { createDevelopmentAuthority, type DevelopmentAuthority } from '../keys/development-ca.js';
import { developmentRevocationSource, issueTimestampKey } from '../keys/development-services.js';
import type { TimestampAuthority } from '../timestamp/authority.js';
import type { RevocationSource } from '../x509/revocation-source.js';

/** Everything a test needs to reach every level offline: an authority, its lists and its timestamps. */
export interface TestTrust {
  readonly authority: DevelopmentAuthority;
  readonly trustedRootPem: string;
  /** `openssl ts` under the same root; its time is this machine's. */
  readonly timestampAuthority: TimestampAuthority;
  /** Fresh lists, dated now. */
  readonly revocationSource: RevocationSource;
}

const hourMs = 3_600_000;

/** Makes one; its folder is removed when the process ends. The authority is an hour old and lasts ten years. */
export async function createTestTrust(): Promise<TestTrust> {
  const notBefore = new Date(Date.now() - hourMs);
  const organisation = 'Sealwright tests';
  const authority = await createDevelopmentAuthority(
    { organisation, rootCommonName: 'Test Root', issuingCommonName: 'Test Issuing' },
    notBefore,
  );
  const timestampKey = await issueTimestampKey(authority, {
    organisation,
    commonName: 'Test Timestamp Authority',
    notBefore,
    notAfter: new Date(notBefore.getTime() + 1000 * 24 * hourMs),
  });
  const directory = mkdtempSync(join(tmpdir(), 'sealwright-tsa-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  const timestampAuthority = await opensslTimestampAuthority({
    directory,
    ...timestampKey,
    chainPem: authority.issuingCertificatePem,
  });
  return {
    authority,
    trustedRootPem: authority.rootCertificatePem,
    timestampAuthority,
    revocationSource: developmentRevocationSource(authority, () => new Date()),
  };
}
