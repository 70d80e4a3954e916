import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initialiseToken } from '../keys/pkcs11/index.js';

/** A folder of SoftHSM tokens of a test's own; nothing of the machine's is touched. */
export interface SoftTokens {
  readonly dir: string;
  readonly tokensDir: string;
  readonly modulePath: string;
  readonly pin: string;
  /** Makes one more token with that label, PIN `pin`. */
  add(label: string): Promise<void>;
  remove(): void;
}

/**
 * Needs PKCS11_MODULE to name a SoftHSM library. Sets SOFTHSM2_CONF for this process, because SoftHSM reads it from
 * there when it is initialised.
 */
export function prepareSoftTokens(): SoftTokens {
  const modulePath = process.env.PKCS11_MODULE;
  if (!modulePath) throw new Error('PKCS11_MODULE must name a SoftHSM library for these tests.');
  const dir = mkdtempSync(join(tmpdir(), 'sealwright-soft-'));
  const tokensDir = join(dir, 'tokens');
  mkdirSync(tokensDir, { mode: 0o700 });
  const conf = join(dir, 'softhsm2.conf');
  writeFileSync(conf, `directories.tokendir = ${tokensDir}\nobjectstore.backend = file\nlog.level = ERROR\n`);
  process.env.SOFTHSM2_CONF = conf;
  const pin = '246813579';
  return {
    dir,
    tokensDir,
    modulePath,
    pin,
    add: async (label) => {
      await initialiseToken(modulePath, { label, securityOfficerPin: '97531864', userPin: pin });
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
