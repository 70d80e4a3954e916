import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { formatPkcs11Uri, openToken, parsePkcs11Uri } from '@sealwright/signing-core/pkcs11';
import { CliError } from '../terminal/cli-error.js';
import { certifyForDevelopment } from './certify-for-development.js';
import { type ProvisionSummary, provisionToken } from './provision-token.js';
import { readFileIfThere } from './secret-file.js';
import { softHsmConfiguration } from './token-source.js';

/** A SoftHSM token with a key for trying out and its certificates, ready for `openSealSigner`. */
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
  const now = options.now ?? new Date();
  return await alone(dataDir, async () => {
    const provisioned = await provisionToken({
      dataDir,
      algorithm: null,
      generateKey: false,
      renew: false,
      organisation: 'Sealwright development',
      validDays: 730,
      now,
      environment,
    });
    return await openTrialKey(provisioned, { dataDir, now });
  });
}

/** Whatever token the surroundings name is somebody's real one; the development token is never that. */
function withoutToken(surroundings: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(surroundings).filter(
      ([name]) => !/^(PKCS11_|SOFTHSM2_CONF$|SEAL_(CHAIN|TRUST)_FILE$|LOG_KEY_URIS$)/.test(name),
    ),
  );
}

/**
 * The platform's own seal key signs what its record names and nothing else, also where the same token is used to try
 * things out: the seal ledger would rightly ask what that file was.
 */
const trialLabel = 'trial';

async function openTrialKey(
  { environment: found, created }: ProvisionSummary,
  { dataDir, now }: { dataDir: string; now: Date },
): Promise<DevelopmentToken> {
  const modulePath = found.PKCS11_MODULE ?? '';
  const pin = readFileIfThere(found.PKCS11_PIN_FILE ?? '') ?? '';
  const { token: tokenName } = parsePkcs11Uri(found.PKCS11_URI ?? '');
  const uri = formatPkcs11Uri({ ...(tokenName !== undefined && { token: tokenName }), object: trialLabel });
  const token = await openToken({ modulePath, uri, pin });
  try {
    const known = await token.listKeys();
    if (!known.some(({ label }) => label === trialLabel))
      await token.generateSealKey(trialLabel, 'ecdsa-p256');
    const { trustFile, certificatesDer } = await certifyForDevelopment(token, trialLabel, { dataDir, now });
    const trustedRootsPem = readFileIfThere(trustFile) ?? '';
    return { modulePath, uri, pin, certificatesDer, trustFile, trustedRootsPem, created: created.token };
  } finally {
    await token.close();
  }
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
