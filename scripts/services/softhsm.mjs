import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MODULE_PATHS = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so',
  '/usr/lib64/softhsm/libsofthsm2.so',
  '/usr/lib64/pkcs11/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
];

/** The SoftHSM module of this machine, or null when the package is not installed. */
export function softHsmModule() {
  return MODULE_PATHS.find((path) => existsSync(path)) ?? null;
}

/**
 * Prepares a folder of its own for SoftHSM, so that no token of the machine is ever touched.
 * Returns the two variables a PKCS#11 process needs.
 *
 * @param {{ dir: string }} options
 * @returns {{ PKCS11_MODULE: string, SOFTHSM2_CONF: string }}
 */
export function prepareSoftHsm({ dir }) {
  const module = softHsmModule();
  if (!module)
    throw new Error('softhsm2 is not installed. Install it, or set PKCS11_MODULE to the module of your HSM.');
  const tokens = join(dir, 'tokens');
  mkdirSync(tokens, { recursive: true, mode: 0o700 });
  const configuration = join(dir, 'softhsm2.conf');
  const lines = [
    `directories.tokendir = ${tokens}`,
    'objectstore.backend = file',
    'log.level = ERROR',
    'slots.removable = false',
    '',
  ];
  writeFileSync(configuration, lines.join('\n'), { mode: 0o600 });
  return { PKCS11_MODULE: module, SOFTHSM2_CONF: configuration };
}
