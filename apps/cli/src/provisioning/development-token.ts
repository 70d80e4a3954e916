import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { SignatureAlgorithm } from '@sealwright/signing-core';
import { CliError } from '../terminal/cli-error.js';
import { provisionToken } from './provision-token.js';
import { readPemCertificates } from './seal-certificate.js';
import { readFileIfThere } from './secret-file.js';
import { softHsmConfiguration } from './token-source.js';

/** A SoftHSM token with a seal key and its certificates, ready for `openSealSigner`. */
export interface DevelopmentToken {
  readonly modulePath: string;
  readonly uri: string;
  readonly pin: string;
  /** Leaf first, without the root. */
  readonly certificatesDer: readonly Uint8Array[];
  readonly trustFile: string;
  readonly trustedRootsPem: string;
  /** True when there was none before this call. */
  readonly created: boolean;
}

export interface DevelopmentTokenOptions {
  readonly dataDir: string;
  /** Kind of a new key; ECDSA P-256 when left out. */
  readonly algorithm?: SignatureAlgorithm;
  readonly now?: Date;
}

/**
 * The development token below `dataDir`, made when absent: token, key, authority and certificate, without platform or
 * database. Sets SOFTHSM2_CONF of this process, where SoftHSM looks for its configuration. Two processes that begin at
 * once do not make two tokens.
 *
 * @throws CliError `token-module-missing` when SoftHSM is not installed, `development-token-busy`.
 */
export async function developmentToken(options: DevelopmentTokenOptions): Promise<DevelopmentToken> {
  const dataDir = resolve(options.dataDir);
  const environment = withoutToken(process.env);
  // SoftHSM reads the process's own variable when it is loaded, so that one has to name the folder before.
  process.env.SOFTHSM2_CONF = softHsmConfiguration(dataDir);
  const { environment: found, created } = await alone(dataDir, () =>
    provisionToken({
      dataDir,
      algorithm: options.algorithm ?? null,
      generateKey: false,
      renew: false,
      organisation: 'Sealwright development',
      validDays: 730,
      now: options.now ?? new Date(),
      environment,
    }),
  );
  const read = (file: string | undefined) => (file === undefined ? '' : (readFileIfThere(file) ?? ''));
  return {
    modulePath: found.PKCS11_MODULE ?? '',
    uri: found.PKCS11_URI ?? '',
    pin: read(found.PKCS11_PIN_FILE),
    certificatesDer: readPemCertificates(read(found.SEAL_CHAIN_FILE)).map(({ raw }) => new Uint8Array(raw)),
    trustFile: found.SEAL_TRUST_FILE ?? '',
    trustedRootsPem: read(found.SEAL_TRUST_FILE),
    created: created.token,
  };
}

/** Whatever token the surroundings name is somebody's real one; the development token is never that. */
function withoutToken(surroundings: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(surroundings).filter(
      ([name]) => !/^(PKCS11_|SOFTHSM2_CONF$|SEAL_(CHAIN|TRUST)_FILE$|LOG_KEY_URIS$)/.test(name),
    ),
  );
}

const lockStaleMs = 60_000;

/** A folder is made by one process only, on every file system. */
async function alone<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const lock = join(dataDir, 'token.lock');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  for (const startedMs = performance.now(); !tryLock(lock); ) {
    if (performance.now() - startedMs > lockStaleMs) {
      throw new CliError(
        'development-token-busy',
        `Another process is making the development token; if none is, remove ${lock}.`,
      );
    }
    await wait(100);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function tryLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    const age = statSync(lock, { throwIfNoEntry: false });
    // Left behind by a process that was killed in the middle.
    if (age && Date.now() - age.mtimeMs > lockStaleMs) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}
