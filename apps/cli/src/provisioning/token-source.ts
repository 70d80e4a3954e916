import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { type Pkcs11Uri, parsePkcs11Uri } from '@sealwright/signing-core/pkcs11';
import { CliError } from '../terminal/cli-error.js';
import { readFileIfThere, writeFileWhole } from './secret-file.js';

/** Where the seal key lives and how to get in. */
export interface TokenSource {
  /**
   * True for our own SoftHSM token below the data folder, which is made when absent. Anybody else's token is never
   * initialised, and gets a key only when that was asked for.
   */
  readonly managed: boolean;
  readonly modulePath: string;
  readonly uri: Pkcs11Uri & { readonly token: string };
  readonly pin: string;
  /** Null when the PIN came from an environment variable. */
  readonly pinFile: string | null;
}

const managedTokenUri = 'pkcs11:token=sealwright';

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
 * Finds the token from PKCS11_* and, where they say nothing, takes our own SoftHSM token below `dataDir`, for which
 * it writes the configuration and the PIN when they are missing. Sets SOFTHSM2_CONF in `environment` (the process's
 * own), because SoftHSM reads it from there when it is loaded.
 */
export function resolveTokenSource(dataDir: string, environment: NodeJS.ProcessEnv): TokenSource {
  const managed = isManaged(dataDir, environment);
  if (managed) environment.SOFTHSM2_CONF ||= ensureSoftHsmConfiguration(dataDir);
  const modulePath = environment.PKCS11_MODULE || (managed ? findSoftHsm() : null);
  if (!modulePath) {
    throw new CliError(
      'token-module-missing',
      'PKCS11_URI names a token, but PKCS11_MODULE does not name its library.',
    );
  }
  return {
    managed,
    modulePath,
    uri: readUri(environment, managed),
    ...readPin(dataDir, environment, managed),
  };
}

/** The security officer's PIN of the managed token, kept so that an interrupted initialisation can be finished. */
export function ensureSecurityOfficerPin(dataDir: string): string {
  return ensurePin(join(dataDir, 'secrets', 'token-so-pin'));
}

/** Ours is what lies in our own folder; a SoftHSM that somebody configured elsewhere is theirs. */
function isManaged(
  dataDir: string,
  { PKCS11_MODULE, PKCS11_URI, SOFTHSM2_CONF }: NodeJS.ProcessEnv,
): boolean {
  if (SOFTHSM2_CONF) return resolve(SOFTHSM2_CONF).startsWith(join(dataDir, 'token') + sep);
  return !PKCS11_MODULE && !PKCS11_URI;
}

function readUri({ PKCS11_URI }: NodeJS.ProcessEnv, managed: boolean): TokenSource['uri'] {
  if (!PKCS11_URI && !managed) {
    throw new CliError(
      'token-uri-missing',
      'Set PKCS11_URI to the token and key to use, e.g. pkcs11:token=…;object=….',
    );
  }
  const { pinValue, ...uri } = parsePkcs11Uri(PKCS11_URI || managedTokenUri);
  if (pinValue !== undefined) {
    // The platform hands its URI on and shows it; a PIN in it would travel along.
    throw new CliError(
      'token-uri-invalid',
      'A PIN does not belong in PKCS11_URI: put it in a file and name that with PKCS11_PIN_FILE.',
    );
  }
  if (uri.token === undefined) {
    throw new CliError('token-uri-invalid', 'PKCS11_URI must name the token: pkcs11:token=…;object=….');
  }
  return { ...uri, token: uri.token };
}

function readPin(
  dataDir: string,
  environment: NodeJS.ProcessEnv,
  managed: boolean,
): Pick<TokenSource, 'pin' | 'pinFile'> {
  if (environment.PKCS11_PIN) return { pin: environment.PKCS11_PIN, pinFile: null };
  const pinFile = environment.PKCS11_PIN_FILE || (managed ? join(dataDir, 'secrets', 'token-pin') : null);
  const pin = pinFile === null ? null : managed ? ensurePin(pinFile) : readFileIfThere(pinFile);
  if (!pin) {
    throw new CliError(
      'token-pin-missing',
      'The token needs its PIN: set PKCS11_PIN_FILE to a file that holds it.',
    );
  }
  return { pin, pinFile };
}

/** The SoftHSM library of the OS packages, where it is installed. */
export const installedSoftHsm = (): string | undefined => softHsmPaths.find((path) => existsSync(path));

function findSoftHsm(): string {
  const found = installedSoftHsm();
  if (found) return found;
  throw new CliError(
    'token-module-missing',
    'SoftHSM is not installed: install the package softhsm2, or set PKCS11_MODULE and PKCS11_URI to use your own token.',
  );
}

/** Where the configuration of the managed token lies. */
export function softHsmConfiguration(dataDir: string): string {
  return join(dataDir, 'token', 'softhsm2.conf');
}

function ensureSoftHsmConfiguration(dataDir: string): string {
  const tokenDir = join(dataDir, 'token', 'tokens');
  const file = softHsmConfiguration(dataDir);
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
