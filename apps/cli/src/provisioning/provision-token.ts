import { resolve } from 'node:path';
import { certificateFingerprintHex, type SignatureAlgorithm } from '@sealwright/signing-core';
import { formatPkcs11Uri, type KeyProbe, type Pkcs11Token } from '@sealwright/signing-core/pkcs11';
import { CliError } from '../terminal/cli-error.js';
import { developmentJournalFile } from '../token/keep-journal.js';
import { ensureLogKey, type LogKeySummary } from './log-key.js';
import {
  certificateFiles,
  ensureSealCertificate,
  readPemCertificates,
  requireUsableChain,
} from './seal-certificate.js';
import { ensureSealKey, openSealToken } from './seal-key.js';
import { readFileIfThere } from './secret-file.js';
import { resolveTokenSource, type TokenSource } from './token-source.js';

export interface ProvisionRequest {
  readonly dataDir: string;
  /** Null: ECDSA P-256 for a new key, whatever it is for an existing one. */
  readonly algorithm: SignatureAlgorithm | null;
  readonly generateKey: boolean;
  readonly renew: boolean;
  readonly organisation: string;
  readonly validDays: number;
  readonly now: Date;
  /** Read for PKCS11_* and SEAL_*_FILE; SOFTHSM2_CONF is set in it for a managed token. */
  readonly environment: NodeJS.ProcessEnv;
}

/** What the platform needs to start its sealer, and what a person wants to know. */
export interface ProvisionSummary {
  readonly token: { label: string; manufacturer: string; model: string; serial: string; soft: boolean };
  readonly key: {
    label: string;
    algorithm: SignatureAlgorithm;
    origin: KeyProbe['origin'];
    exportable: boolean;
  };
  /** Null where the token has none and none was asked for. */
  readonly logKey: LogKeySummary | null;
  readonly certificate: {
    subject: string;
    fingerprintSha256Hex: string;
    notBefore: string;
    notAfter: string;
  };
  readonly created: { token: boolean; key: boolean; logKey: boolean; certificate: boolean };
  /** Variables of the sealer process (never the PIN itself). */
  readonly environment: Record<string, string>;
}

/**
 * Makes seal key, log key and certificate where they are missing; a second run changes nothing. Ends with a real
 * signature, so that what it reports has been seen working.
 */
export async function provisionToken(request: ProvisionRequest): Promise<ProvisionSummary> {
  const dataDir = resolve(request.dataDir);
  const source = resolveTokenSource(dataDir, request.environment);
  const journalFile = developmentJournalFile(dataDir, request.environment);
  const { token, tokenCreated } = await openSealToken(source, dataDir, journalFile);
  try {
    const { label, keyCreated } = await ensureSealKey(token, source, {
      algorithm: request.algorithm,
      year: request.now.getUTCFullYear(),
      generate: request.generateKey,
    });
    const probe = await requireSealedIn(token, label);
    const { algorithm, spkiDer } = await token.selfTest(label);
    const log = await ensureLogKey(token, source, {
      year: request.now.getUTCFullYear(),
      generate: request.generateKey,
    });
    const certificate = await provideCertificate(request, dataDir, spkiDer);
    // Beside the key, so that its URI alone is enough to seal with it. Somebody else's token is left as it is.
    if (source.managed) await token.storeCertificateChain(label, chainOf(certificate.chain));
    return {
      token: pickToken(token),
      key: { label: probe.label, algorithm, origin: probe.origin, exportable: probe.exportable },
      logKey: log.logKey,
      certificate: describeCertificate(certificate.chain),
      created: {
        token: tokenCreated,
        key: keyCreated,
        logKey: log.created,
        certificate: certificate.issued,
      },
      environment: {
        ...sealerEnvironment(source, probe.label, certificate, request.environment),
        ...logKeyVariable(log.logKey, request.environment),
      },
    };
  } finally {
    await token.close();
  }
}

/** What an operator names goes first: two keys while one replaces the other, or one in another token. */
function logKeyVariable(
  logKey: LogKeySummary | null,
  { LOG_KEY_URIS }: NodeJS.ProcessEnv,
): Record<string, string> {
  const uris = LOG_KEY_URIS || logKey?.uri;
  return uris ? { LOG_KEY_URIS: uris } : {};
}

async function requireSealedIn(token: Pkcs11Token, label: string | undefined): Promise<KeyProbe> {
  const probe = await token.probe(label);
  if (!probe.exportable) return probe;
  throw new CliError(
    'token-key-exportable',
    'The key can leave its token, so Sealwright does not seal with it; generate one in the token that cannot.',
  );
}

interface CertificateResult {
  readonly chain: string;
  readonly trust: string;
  readonly issued: boolean;
}

async function provideCertificate(
  request: ProvisionRequest,
  dataDir: string,
  spkiDer: Uint8Array,
): Promise<CertificateResult> {
  const files = certificateFiles(dataDir, request.environment);
  if (files.authorityKey === null) {
    requireUsableChain(files, spkiDer, request.now);
    return { ...files, issued: false };
  }
  const { authorityKey } = files;
  return {
    ...files,
    issued: await ensureSealCertificate({ ...files, authorityKey }, { ...request, spkiDer }),
  };
}

function chainOf(chainFile: string): Uint8Array[] {
  return readPemCertificates(readFileIfThere(chainFile) ?? '').map(({ raw }) => new Uint8Array(raw));
}

function describeCertificate(chainFile: string): ProvisionSummary['certificate'] {
  const [leaf] = readPemCertificates(readFileIfThere(chainFile) ?? '');
  if (!leaf) throw new CliError('certificate-unusable', 'The seal certificate file is empty.');
  return {
    subject: leaf.subject.split('\n').join(', '),
    fingerprintSha256Hex: certificateFingerprintHex(new Uint8Array(leaf.raw)),
    notBefore: leaf.validFromDate.toISOString(),
    notAfter: leaf.validToDate.toISOString(),
  };
}

function pickToken(token: Pkcs11Token): ProvisionSummary['token'] {
  const { label, manufacturer, model, serial, soft } = token.description;
  return { label, manufacturer, model, serial, soft };
}

function sealerEnvironment(
  source: TokenSource,
  label: string,
  { chain, trust }: CertificateResult,
  environment: NodeJS.ProcessEnv,
): Record<string, string> {
  const { SOFTHSM2_CONF, PKCS11_LIBRARY_ENV } = environment;
  return {
    PKCS11_MODULE: source.modulePath,
    PKCS11_URI: formatPkcs11Uri({ ...source.uri, object: label }),
    ...(source.pinFile === null ? {} : { PKCS11_PIN_FILE: resolve(source.pinFile) }),
    SEAL_CHAIN_FILE: resolve(chain),
    SEAL_TRUST_FILE: resolve(trust),
    ...(SOFTHSM2_CONF ? { SOFTHSM2_CONF: resolve(SOFTHSM2_CONF) } : {}),
    ...(PKCS11_LIBRARY_ENV ? { PKCS11_LIBRARY_ENV } : {}),
  };
}
