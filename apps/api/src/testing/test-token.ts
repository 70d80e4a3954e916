import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createDevelopmentAuthority,
  type DevelopmentAuthority,
  issueSealCertificate,
} from '@sealwright/signing-core';
import { initialiseToken, openToken } from '@sealwright/signing-core/pkcs11';

const label = 'api-test';
const pin = '135792468';
const organisation = 'Test';
const dayMs = 86_400_000;

/** A SoftHSM token with a P-256 seal key, its certificate and a log key, in a folder of its own. */
export interface TestToken {
  /** The sealer's variables. */
  readonly environment: Readonly<Record<string, string>>;
  readonly trustFile: string;
  /** What issued its certificate. */
  readonly authority: DevelopmentAuthority;
  /** As if somebody pulled it out, and put it back. */
  remove(): void;
  putBack(): void;
  writePin(text: string): void;
  readonly pin: string;
  /** Replaces the certificate; a date in the past makes it expired. */
  certify(notBefore: Date, notAfter: Date): Promise<void>;
}

/** Needs PKCS11_MODULE. Sets SOFTHSM2_CONF for this process, so one token per test file. */
export async function createTestToken(dir: string): Promise<TestToken> {
  const modulePath = process.env.PKCS11_MODULE;
  if (!modulePath) throw new Error('PKCS11_MODULE is not set: run through scripts/test-services.mjs.');
  const tokens = join(dir, 'tokens');
  mkdirSync(tokens, { recursive: true, mode: 0o700 });
  const files = {
    conf: join(dir, 'softhsm2.conf'),
    pin: join(dir, 'pin'),
    chain: join(dir, 'chain.pem'),
    trust: join(dir, 'trust.pem'),
  };
  writeFileSync(
    files.conf,
    `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`,
  );
  process.env.SOFTHSM2_CONF = files.conf;
  writeFileSync(files.pin, pin);
  const uri = `pkcs11:token=${label};object=seal`;
  const spkiDer = await makeKeys(modulePath, uri);
  const from = new Date(Date.now() - dayMs);
  const authority = await createDevelopmentAuthority(
    { organisation, rootCommonName: 'Test root', issuingCommonName: 'Test issuing' },
    new Date(Date.now() - 1_000 * dayMs),
  );
  writeFileSync(files.trust, authority.rootCertificatePem);
  const certify = (notBefore: Date, notAfter: Date) =>
    writeChain(authority, spkiDer, files.chain, { notBefore, notAfter });
  await certify(from, new Date(from.getTime() + 365 * dayMs));
  return {
    environment: {
      PKCS11_MODULE: modulePath,
      PKCS11_URI: uri,
      PKCS11_PIN_FILE: files.pin,
      LOG_KEY_URIS: `pkcs11:token=${label};object=log-1`,
      SEAL_CHAIN_FILE: files.chain,
      SEAL_TRUST_FILE: files.trust,
      SOFTHSM2_CONF: files.conf,
    },
    trustFile: files.trust,
    authority,
    remove: () => renameSync(tokens, `${tokens}.away`),
    putBack: () => renameSync(`${tokens}.away`, tokens),
    writePin: (text) => writeFileSync(files.pin, text),
    pin,
    certify,
  };
}

async function makeKeys(modulePath: string, uri: string): Promise<Uint8Array> {
  await initialiseToken(modulePath, { label, securityOfficerPin: '97531864', userPin: pin });
  const token = await openToken({ modulePath, uri, pin });
  try {
    await token.generateLogKey('log-1');
    return (await token.generateSealKey('seal', 'ecdsa-p256-sha256')).spkiDer;
  } finally {
    await token.close();
  }
}

async function writeChain(
  authority: DevelopmentAuthority,
  spkiDer: Uint8Array,
  file: string,
  validity: { notBefore: Date; notAfter: Date },
): Promise<void> {
  const leaf = await issueSealCertificate(authority, {
    ...validity,
    spkiDer,
    organisation,
    sealCommonName: 'Test seal',
  });
  writeFileSync(file, `${leaf.trim()}\n${authority.issuingCertificatePem.trim()}\n`);
}
