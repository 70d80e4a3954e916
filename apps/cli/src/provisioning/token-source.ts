import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../terminal/cli-error.js';
import { readFileIfThere, writeFileWhole } from './secret-file.js';

/** Where the seal key lives and how to get in. */
export interface TokenSource {
  /** `managed`: our own SoftHSM token, made when absent. `external`: named by PKCS11_URI, never initialised here. */
  readonly kind: 'managed' | 'external';
  readonly modulePath: string;
  /** Of an external token as given; of the managed one without an object. */
  readonly uri: string;
  readonly pin: string;
  /** Null when the PIN came from an environment variable. */
  readonly pinFile: string | null;
}

export const managedTokenLabel = 'sealwright';

const softHsmPaths = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib64/softhsm/libsofthsm2.so',
  '/usr/lib64/pkcs11/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
];

/**
 * Decides between the token that PKCS11_URI names and our own SoftHSM token below `dataDir`, for which it writes
 * the configuration file and the PIN when they are missing. Sets SOFTHSM2_CONF of this process, because SoftHSM
 * reads it from there when it is loaded.
 */
export function resolveTokenSource(dataDir: string, environment: NodeJS.ProcessEnv): TokenSource {
  const uri = environment.PKCS11_URI;
  if (uri) return externalSource(uri, environment);
  const modulePath = environment.PKCS11_MODULE || findSoftHsm();
  environment.SOFTHSM2_CONF ||= ensureSoftHsmConfiguration(dataDir);
  const pinFile = join(dataDir, 'secrets', 'token-pin');
  return {
    kind: 'managed',
    modulePath,
    uri: `pkcs11:token=${managedTokenLabel}`,
    pin: ensurePin(pinFile),
    pinFile,
  };
}

/** The security officer's PIN of the managed token, kept so that an interrupted initialisation can be finished. */
export function ensureSecurityOfficerPin(dataDir: string): string {
  return ensurePin(join(dataDir, 'secrets', 'token-so-pin'));
}

function externalSource(uri: string, environment: NodeJS.ProcessEnv): TokenSource {
  const modulePath = environment.PKCS11_MODULE;
  if (!modulePath) {
    throw new CliError(
      'token-module-missing',
      'PKCS11_URI names a token, but PKCS11_MODULE does not name its library.',
    );
  }
  const pinFile = environment.PKCS11_PIN_FILE || null;
  const pin = environment.PKCS11_PIN || (pinFile === null ? null : readFileIfThere(pinFile));
  if (!pin) {
    throw new CliError(
      'token-pin-missing',
      'The token needs its PIN: set PKCS11_PIN_FILE to a file that holds it.',
    );
  }
  return { kind: 'external', modulePath, uri, pin, pinFile: environment.PKCS11_PIN ? null : pinFile };
}

function findSoftHsm(): string {
  const found = softHsmPaths.find((path) => existsSync(path));
  if (found) return found;
  throw new CliError(
    'token-module-missing',
    'SoftHSM is not installed: install the package softhsm2, or set PKCS11_MODULE and PKCS11_URI to use your own token.',
  );
}

function ensureSoftHsmConfiguration(dataDir: string): string {
  const tokenDir = join(dataDir, 'token', 'tokens');
  const file = join(dataDir, 'token', 'softhsm2.conf');
  mkdirSync(tokenDir, { recursive: true, mode: 0o700 });
  const lines = [
    `directories.tokendir = ${tokenDir}`,
    'objectstore.backend = file',
    'log.level = ERROR',
    'slots.removable = false',
  ];
  // Written each time: the data folder may have been moved, and a stale path would hide the token.
  writeFileWhole(file, `${lines.join('\n')}\n`, 0o600);
  return file;
}

function ensurePin(file: string): string {
  const known = readFileIfThere(file);
  if (known) return known;
  const pin = Array.from({ length: 12 }, () => randomInt(10)).join('');
  writeFileWhole(file, `${pin}\n`, 0o600);
  return pin;
}
