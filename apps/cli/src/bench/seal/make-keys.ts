import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  createDevelopmentAuthority,
  type DevelopmentAuthority,
  issueSealCertificate,
} from '@sealwright/signing-core';
import { formatPkcs11Uri } from '@sealwright/signing-core/pkcs11';
import { openSealToken } from '../../provisioning/seal-key.js';
import { resolveTokenSource } from '../../provisioning/token-source.js';
import { type BenchKeys, p12Password } from './contestant.js';

const LABEL = 'bench-p256';
const dayMs = 86_400_000;

/** Keys for one run below `dir`: a SoftHSM token under a throw-away root, and two PKCS#12 files for the peers. */
export async function makeKeys(dir: string): Promise<BenchKeys> {
  const notBefore = new Date(Date.now() - dayMs);
  const authority = await createDevelopmentAuthority(
    { organisation: 'Benchmark', rootCommonName: 'Benchmark root', issuingCommonName: 'Benchmark issuing' },
    notBefore,
  );
  const { spkiDer, ...token } = await makeToken(dir);
  return {
    rsaP12Path: makeP12(dir, 'rsa', ['-newkey', 'rsa:2048']),
    ecP12Path: makeP12(dir, 'ec', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']),
    ...token,
    chainPem: await issue(authority, spkiDer, notBefore),
    trustedRootPem: authority.rootCertificatePem,
  };
}

async function issue(authority: DevelopmentAuthority, spkiDer: Uint8Array, notBefore: Date): Promise<string> {
  const leaf = await issueSealCertificate(authority, {
    spkiDer,
    organisation: 'Benchmark',
    sealCommonName: 'Benchmark seal',
    notBefore,
    notAfter: new Date(notBefore.getTime() + 30 * dayMs),
  });
  return leaf + authority.issuingCertificatePem;
}

async function makeToken(
  dir: string,
): Promise<Pick<BenchKeys, 'token' | 'softHsmConf'> & { spkiDer: Uint8Array }> {
  const environment: NodeJS.ProcessEnv = {};
  const dataDir = join(dir, 'data');
  mkdirSync(join(dataDir, 'secrets'), { recursive: true });
  const source = resolveTokenSource(dataDir, environment);
  const softHsmConf = environment.SOFTHSM2_CONF ?? '';
  process.env.SOFTHSM2_CONF = softHsmConf;
  const { token } = await openSealToken(source, dataDir, null);
  try {
    const { spkiDer } = await token.generateSealKey(LABEL, 'ecdsa-p256-sha256');
    const uri = formatPkcs11Uri({ ...source.uri, object: LABEL });
    return { token: { modulePath: source.modulePath, uri, pin: source.pin }, softHsmConf, spkiDer };
  } finally {
    await token.close();
  }
}

/**
 * A self-signed certificate in the old ciphers of PKCS#12: node-forge, under @signpdf/signer-p12, knows neither
 * newer ones nor an issuer with an elliptic-curve key.
 */
function makeP12(dir: string, name: string, newKey: readonly string[]): string {
  const keyPath = join(dir, `${name}-key.pem`);
  const certificatePath = join(dir, `${name}-certificate.pem`);
  const p12Path = join(dir, `${name}.p12`);
  const subject = ['-subj', '/O=Benchmark/CN=Benchmark seal', '-days', '30'];
  const outputs = ['-nodes', '-keyout', keyPath, '-out', certificatePath];
  runOpenssl(['req', '-x509', ...newKey, ...subject, ...outputs]);
  const ciphers = ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'];
  const files = ['-inkey', keyPath, '-in', certificatePath, '-out', p12Path];
  runOpenssl(['pkcs12', '-export', ...ciphers, ...files, '-passout', `pass:${p12Password}`]);
  return p12Path;
}

function runOpenssl(args: readonly string[]): void {
  execFileSync('openssl', args, { stdio: 'ignore' });
}
