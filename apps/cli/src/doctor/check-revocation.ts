import { existsSync, readFileSync } from 'node:fs';
import {
  checkRevocation,
  NO_VALIDATION_DATA,
  type ParsedCertificate,
  type PathPurpose,
  type RevocationSource,
  readTrustedRoots,
  type TimestampToken,
  type ValidationData,
  validatePath,
} from '@sealwright/signing-core';
import { directoryRevocationSource, httpRevocationSource } from '@sealwright/signing-core/online';
import { readPemCertificates } from '../provisioning/seal-certificate.js';
import { type Finding, fail, ok, warn } from './finding.js';

const remedy =
  'Put current revocation lists into REVOCATION_DIR, or let the sealer fetch them (REVOCATION_ONLINE=yes, private hosts in REVOCATION_HOSTS).';

interface Subject {
  readonly what: string;
  readonly leafDer: Uint8Array;
  readonly poolDer: readonly Uint8Array[];
  readonly purpose: PathPurpose;
}

/** B-LT carries the revocation state of the seal's chain and of each authority's: is it to be had right now? */
export async function judgeRevocation(
  environment: NodeJS.ProcessEnv,
  tokens: readonly TimestampToken[],
  timestampRootsPem: readonly string[],
): Promise<Omit<Finding, 'name'>> {
  const sources = sourcesOf(environment);
  if (sources.length === 0)
    return warn('No source is configured: levels B-LT and B-LTA cannot be chosen.', remedy);
  const rootsPem = [...timestampRootsPem, readIfThere(environment.SEAL_TRUST_FILE)].filter(Boolean);
  const roots = readTrustedRoots(rootsPem);
  for (const subject of [...sealSubjects(environment), ...tokens.map(timestampSubject)]) {
    const gap = await findGap(subject, roots, sources);
    if (gap) return fail(`${subject.what}: ${gap}`, remedy);
  }
  return ok('Seal and authorities: every certificate’s state is known and good.');
}

function sourcesOf(environment: NodeJS.ProcessEnv): RevocationSource[] {
  const {
    REVOCATION_DIR: dir,
    REVOCATION_ONLINE: online = 'yes',
    REVOCATION_HOSTS: hosts = '',
  } = environment;
  const allowHosts = hosts.split(/[\s,]+/).filter(Boolean);
  return [
    ...(dir ? [directoryRevocationSource(dir)] : []),
    ...(online === 'yes' ? [httpRevocationSource({ allowHosts, timeLimitMs: 5_000 })] : []),
  ];
}

function sealSubjects({ SEAL_CHAIN_FILE: file }: NodeJS.ProcessEnv): Subject[] {
  const [leaf, ...issuers] = readPemCertificates(readIfThere(file)).map(({ raw }) => Uint8Array.from(raw));
  if (!leaf) return [];
  return [{ what: 'The seal certificate', leafDer: leaf, poolDer: issuers, purpose: 'document-signing' }];
}

function timestampSubject(token: TimestampToken): Subject {
  const { signerCertificateDer: leafDer, certificatesDer: poolDer } = token;
  return { what: `The certificate of ${token.authorityName}`, leafDer, poolDer, purpose: 'timestamping' };
}

/** What is not known about a path; null when all is well. */
async function findGap(
  { leafDer, poolDer, purpose }: Subject,
  roots: readonly ParsedCertificate[],
  sources: readonly RevocationSource[],
): Promise<string | null> {
  const now = new Date();
  const found = await validatePath(leafDer, poolDer, roots, now, purpose);
  if (found.state !== 'trusted') return found.detail;
  const data = await gather(found.path, sources);
  const { certificates } = await checkRevocation(found.path, data, now);
  const open = certificates.find(({ status }) => status.state === 'unknown' || status.state === 'revoked');
  return open ? `${open.certificate.displayName}: ${open.status.detail}` : null;
}

async function gather(
  path: readonly ParsedCertificate[],
  sources: readonly RevocationSource[],
): Promise<ValidationData> {
  const crlsDer: Uint8Array[] = [];
  const ocspResponsesDer: Uint8Array[] = [];
  for (const [index, certificate] of path.entries()) {
    const issuer = path[index + 1];
    if (!issuer) continue;
    for (const source of sources) {
      const query = { certificateDer: certificate.der, issuerDer: issuer.der };
      // A source that fails is one that says nothing: what is missing then is named below.
      const answer = await source.find(query).catch(() => null);
      crlsDer.push(...(answer?.crlsDer ?? []));
      ocspResponsesDer.push(...(answer?.ocspResponsesDer ?? []));
    }
  }
  return { ...NO_VALIDATION_DATA, crlsDer, ocspResponsesDer };
}

function readIfThere(file: string | undefined): string {
  return file && existsSync(file) ? readFileSync(file, 'utf8') : '';
}
