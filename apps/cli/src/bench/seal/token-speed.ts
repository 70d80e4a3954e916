import { randomBytes } from 'node:crypto';
import {
  createDevelopmentAuthority,
  digestOf,
  issueSealCertificate,
  type SignatureAlgorithm,
} from '@sealwright/signing-core';
import { openToken } from '@sealwright/signing-core/pkcs11';
import { readPemCertificates } from '../../provisioning/seal-certificate.js';
import type { BenchKeys } from './contestant.js';

export interface TokenSpeed {
  readonly algorithm: SignatureAlgorithm;
  readonly oneSessionPerS: number;
  readonly fourSessionsPerS: number;
}

const SECONDS = 1.5;
const dayMs = 86_400_000;
const DIGEST_BYTES = { sha256: 32, sha384: 48, sha512: 64 } as const;

const algorithms: readonly SignatureAlgorithm[] = [
  'ecdsa-p256-sha256',
  'ecdsa-p384-sha384',
  'rsa-pkcs1-sha256',
  'rsa-pss-sha256',
];

/** Raw signatures per second, through the same session pool the sealer uses. A mechanism the token lacks is left out. */
export async function measureToken(keys: BenchKeys, report: (line: string) => void): Promise<TokenSpeed[]> {
  process.env.SOFTHSM2_CONF = keys.softHsmConf;
  const speeds: TokenSpeed[] = [];
  for (const algorithm of algorithms) {
    report(`token: ${algorithm} …`);
    try {
      speeds.push(await measureAlgorithm(keys, algorithm));
    } catch (error) {
      report(`token: ${algorithm} left out: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return speeds;
}

async function measureAlgorithm(keys: BenchKeys, algorithm: SignatureAlgorithm): Promise<TokenSpeed> {
  const chain = await makeKey(keys, algorithm);
  const rates: number[] = [];
  for (const sessionCount of [1, 4]) rates.push(await signRate(keys, { algorithm, chain, sessionCount }));
  const [oneSessionPerS = 0, fourSessionsPerS = 0] = rates;
  return { algorithm, oneSessionPerS, fourSessionsPerS };
}

async function makeKey(keys: BenchKeys, algorithm: SignatureAlgorithm): Promise<Uint8Array> {
  const token = await openToken(keys.token);
  try {
    const { spkiDer } = await token.generateSealKey(labelOf(algorithm), algorithm);
    return await certificateFor(spkiDer);
  } finally {
    await token.close();
  }
}

async function signRate(
  keys: BenchKeys,
  {
    algorithm,
    chain,
    sessionCount,
  }: { algorithm: SignatureAlgorithm; chain: Uint8Array; sessionCount: number },
): Promise<number> {
  const token = await openToken({ ...keys.token, sessionCount });
  try {
    const signer = token.signer(labelOf(algorithm), [chain], algorithm);
    const digest = randomBytes(DIGEST_BYTES[digestOf(algorithm)]);
    await signer.signDigest(digest);
    const endsAtMs = performance.now() + SECONDS * 1000;
    const counts = await Promise.all(
      Array.from({ length: sessionCount }, async () => {
        let count = 0;
        for (; performance.now() < endsAtMs; count += 1) await signer.signDigest(digest);
        return count;
      }),
    );
    return Math.round(counts.reduce((sum, count) => sum + count, 0) / SECONDS);
  } finally {
    await token.close();
  }
}

async function certificateFor(spkiDer: Uint8Array): Promise<Uint8Array> {
  const notBefore = new Date(Date.now() - dayMs);
  const names = { organisation: 'Benchmark', rootCommonName: 'Root', issuingCommonName: 'Issuing' };
  const authority = await createDevelopmentAuthority(names, notBefore);
  const pem = await issueSealCertificate(authority, {
    spkiDer,
    organisation: 'Benchmark',
    sealCommonName: 'Benchmark',
    notBefore,
    notAfter: new Date(notBefore.getTime() + 30 * dayMs),
  });
  const [leaf] = readPemCertificates(pem);
  if (!leaf) throw new RangeError('no certificate was issued');
  return new Uint8Array(leaf.raw);
}

const labelOf = (algorithm: SignatureAlgorithm): string => `bench-${algorithm}`;
