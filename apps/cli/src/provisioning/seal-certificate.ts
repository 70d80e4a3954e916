import { X509Certificate } from 'node:crypto';
import { join, resolve, sep } from 'node:path';
import {
  createDevelopmentAuthority,
  type DevelopmentAuthority,
  issueSealCertificate,
} from '@sealwright/signing-core';
import { CliError } from '../terminal/cli-error.js';
import { readFileIfThere, writeFileWhole } from './secret-file.js';

const dayMs = 86_400_000;
const renewBeforeEndMs = 30 * dayMs;
/** A machine whose clock is a little behind must not meet a certificate from its future. */
const backdatedMs = 5 * 60_000;

export interface CertificateFiles {
  /** PEM, leaf first. */
  readonly chain: string;
  /** Roots that people trust, the newest first. */
  readonly trust: string;
  /** Key and certificate of our development authority; null when the operator brought a chain of his own. */
  readonly authorityKey: string | null;
  /** Its root's revocation list, which only the moment of its making could sign. */
  readonly rootCrl: string;
}

export type AuthorityFiles = CertificateFiles & { readonly authorityKey: string };

export interface SealCertificateWish {
  readonly spkiDer: Uint8Array;
  readonly organisation: string;
  readonly validDays: number;
  readonly renew: boolean;
  readonly now: Date;
}

export type CertificateState = 'missing' | 'other-key' | 'not-yet-valid' | 'renewal-due' | 'good';

/** SEAL_CHAIN_FILE and SEAL_TRUST_FILE; a chain outside our own `ca` folder is somebody else's and never written. */
export function certificateFiles(dataDir: string, environment: NodeJS.ProcessEnv): CertificateFiles {
  const ours = join(dataDir, 'ca');
  const chain = resolve(environment.SEAL_CHAIN_FILE || join(ours, 'seal-chain.pem'));
  const trust = resolve(environment.SEAL_TRUST_FILE || join(ours, 'trust.pem'));
  const isOurs = chain.startsWith(ours + sep) && trust.startsWith(ours + sep);
  return {
    chain,
    trust,
    authorityKey: isOurs ? join(dataDir, 'secrets', 'development-ca-key.pem') : null,
    rootCrl: join(ours, 'root-crl.pem'),
  };
}

/** What is wrong with the seal certificate of a key, if anything. */
export function judgeCertificate(
  leaf: X509Certificate | null,
  spkiDer: Uint8Array,
  now: Date,
): CertificateState {
  if (!leaf) return 'missing';
  const leafSpki = leaf.publicKey.export({ type: 'spki', format: 'der' });
  if (!leafSpki.equals(spkiDer)) return 'other-key';
  if (now.getTime() < leaf.validFromDate.getTime()) return 'not-yet-valid';
  return leaf.validToDate.getTime() - now.getTime() < renewBeforeEndMs ? 'renewal-due' : 'good';
}

/** Certificates of a PEM file in their order; text around them is ignored. */
export function readPemCertificates(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}

/**
 * Issues the seal certificate where it is missing, belongs to another key, ends within 30 days, or `renew` is set.
 * A new root is put in front of the older ones in trust.pem, so that files sealed before stay verifiable.
 */
export async function ensureSealCertificate(
  files: AuthorityFiles,
  wish: SealCertificateWish,
): Promise<boolean> {
  const [leaf] = readPemCertificates(readFileIfThere(files.chain) ?? '');
  const state = judgeCertificate(leaf ?? null, wish.spkiDer, wish.now);
  const complete = readFileIfThere(files.trust) && readFileIfThere(files.rootCrl);
  if (state === 'good' && !wish.renew && complete) return false;
  const notBefore = new Date(wish.now.getTime() - backdatedMs);
  const authority = readAuthority(files, wish.now) ?? (await startAuthority(files, wish, notBefore));
  const sealCertificatePem = await issueSealCertificate(authority, {
    spkiDer: wish.spkiDer,
    organisation: wish.organisation,
    sealCommonName: `${wish.organisation} seal`,
    notBefore,
    notAfter: new Date(wish.now.getTime() + wish.validDays * dayMs),
  });
  writeFileWhole(files.chain, sealCertificatePem + authority.issuingCertificatePem, 0o644);
  return true;
}

/** For a chain that the operator brought along: it is only checked, never written. */
export function requireUsableChain({ chain, trust }: CertificateFiles, spkiDer: Uint8Array, now: Date): void {
  const [leaf] = readPemCertificates(readFileIfThere(chain) ?? '');
  if (!readFileIfThere(trust)) {
    throw new CliError(
      'trust-missing',
      'SEAL_TRUST_FILE must name the root certificate that people shall trust.',
    );
  }
  const sentences: Record<Exclude<CertificateState, 'good' | 'renewal-due'>, string> = {
    missing: 'SEAL_CHAIN_FILE holds no certificate.',
    'other-key': 'The first certificate of SEAL_CHAIN_FILE belongs to another key than the one in the token.',
    'not-yet-valid': 'The seal certificate of SEAL_CHAIN_FILE is not valid yet.',
  };
  const state = judgeCertificate(leaf ?? null, spkiDer, now);
  if (state !== 'good' && state !== 'renewal-due') {
    throw new CliError('certificate-unusable', sentences[state]);
  }
}

/** The issuing key is read back with its certificate from the chain file, where that one is still good for years. */
export function readAuthority(
  files: AuthorityFiles,
  now: Date,
): Pick<DevelopmentAuthority, 'issuingCertificatePem' | 'issuingKeyPem' | 'rootCrlPem'> | null {
  const stored = readFileIfThere(files.authorityKey);
  const [issuing] = readPemCertificates(stored ?? '');
  const issuingKeyPem = /-----BEGIN PRIVATE KEY-----[\s\S]+?-----END PRIVATE KEY-----/.exec(
    stored ?? '',
  )?.[0];
  const [root] = readPemCertificates(readFileIfThere(files.trust) ?? '');
  const rootCrlPem = readFileIfThere(files.rootCrl);
  // An authority of an older release has no list for its root: long-term seals need one, so a new authority starts.
  if (!issuing || !issuingKeyPem || !rootCrlPem || !root || !issuing.verify(root.publicKey)) return null;
  if (issuing.validToDate.getTime() - now.getTime() < 3 * 365 * dayMs) return null;
  return {
    issuingCertificatePem: `${issuing.toString().trim()}\n`,
    issuingKeyPem,
    rootCrlPem: `${rootCrlPem}\n`,
  };
}

async function startAuthority(
  files: AuthorityFiles,
  wish: SealCertificateWish,
  notBefore: Date,
): Promise<DevelopmentAuthority> {
  const authority = await createDevelopmentAuthority(
    {
      organisation: wish.organisation,
      rootCommonName: 'Sealwright development root',
      issuingCommonName: 'Sealwright development issuing',
    },
    notBefore,
  );
  const olderRoots = readFileIfThere(files.trust);
  writeFileWhole(files.authorityKey, authority.issuingKeyPem + authority.issuingCertificatePem, 0o600);
  writeFileWhole(files.rootCrl, authority.rootCrlPem, 0o644);
  writeFileWhole(files.trust, authority.rootCertificatePem + (olderRoots ? `${olderRoots}\n` : ''), 0o644);
  return authority;
}
