import { X509Certificate } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { DevelopmentAuthority } from '@sealwright/signing-core';
import {
  developmentRevocationSource,
  issueTimestampKey,
  opensslTimestampAuthority,
} from '@sealwright/signing-core/development';
import { CliError } from '../terminal/cli-error.js';
import { certificateFiles, readAuthority } from './seal-certificate.js';
import { readFileIfThere, writeFileWhole } from './secret-file.js';

const dayMs = 86_400_000;
const timestampYearsDays = 3 * 365;
const renewBeforeEndMs = 180 * dayMs;

type Authority = Pick<DevelopmentAuthority, 'issuingCertificatePem' | 'issuingKeyPem' | 'rootCrlPem'>;

/** What a seal above B-B needs, without a network: our own authority's services, run on this machine. */
export interface DevelopmentServices {
  readonly timestampAuthority: Awaited<ReturnType<typeof opensslTimestampAuthority>>;
  readonly revocationSource: ReturnType<typeof developmentRevocationSource>;
  /** The roots of seals and timestamps alike. */
  readonly trustedRootsPem: string;
}

/**
 * Timestamp authority and revocation lists of the development authority below `dataDir`, which `provisionToken` or
 * `developmentToken` made. The timestamp key is made when absent and renewed half a year before its end.
 *
 * @throws CliError `development-authority-missing`.
 */
export async function developmentServices(dataDir: string, now: () => Date): Promise<DevelopmentServices> {
  const { authorityKey, ...files } = certificateFiles(resolve(dataDir), {});
  const authority = authorityKey === null ? null : readAuthority({ ...files, authorityKey }, now());
  const trustedRootsPem = readFileIfThere(files.trust);
  if (!authority || !trustedRootsPem) {
    throw new CliError(
      'development-authority-missing',
      'There is no development authority yet; make one with: sealwright token provision.',
    );
  }
  const key = await ensureTimestampKey(authority, join(resolve(dataDir), 'secrets', 'timestamp.pem'), now());
  return {
    timestampAuthority: await opensslTimestampAuthority({
      name: 'development timestamp authority',
      directory: join(resolve(dataDir), 'timestamp'),
      ...key,
      chainPem: authority.issuingCertificatePem,
    }),
    revocationSource: developmentRevocationSource(authority, now),
    trustedRootsPem: `${trustedRootsPem}\n`,
  };
}

async function ensureTimestampKey(
  authority: Authority,
  file: string,
  now: Date,
): Promise<{ certificatePem: string; keyPem: string }> {
  const stored = readFileIfThere(file) ?? '';
  const certificatePem = blockOf(stored, 'CERTIFICATE');
  const keyPem = blockOf(stored, 'PRIVATE KEY');
  const issuing = new X509Certificate(authority.issuingCertificatePem);
  if (certificatePem && keyPem && isGood(new X509Certificate(certificatePem), issuing, now)) {
    return { certificatePem, keyPem };
  }
  const made = await issueTimestampKey(authority, {
    organisation: 'Sealwright development',
    commonName: 'Sealwright development timestamps',
    notBefore: new Date(now.getTime() - 5 * 60_000),
    notAfter: new Date(now.getTime() + timestampYearsDays * dayMs),
  });
  writeFileWhole(file, made.keyPem + made.certificatePem, 0o600);
  return made;
}

function isGood(certificate: X509Certificate, issuing: X509Certificate, now: Date): boolean {
  return (
    certificate.verify(issuing.publicKey) &&
    certificate.validToDate.getTime() - now.getTime() > renewBeforeEndMs
  );
}

function blockOf(pem: string, label: string): string | null {
  const block = new RegExp(`-----BEGIN ${label}-----[\\s\\S]+?-----END ${label}-----`).exec(pem)?.[0];
  return block === undefined ? null : `${block}\n`;
}
