import { createHash, randomBytes } from 'node:crypto';
import { digestOf, type SignatureAlgorithm } from '../digest-signer.js';
import { signingMechanism } from './choose-algorithm.js';
import { mechanismName } from './cryptoki.js';
import { type OpenTokenOptions, openToken } from './open-token.js';

/** How fast one key signs, with nothing around it but the PKCS#11 call. */
export interface TokenThroughput {
  readonly algorithm: SignatureAlgorithm;
  /** e.g. `CKM_ECDSA`. */
  readonly mechanism: string;
  readonly keyKind: string;
  readonly sessionCount: number;
  readonly signatureCount: number;
  readonly elapsedMs: number;
  readonly signaturesPerSecond: number;
  /** Half of the signatures came back within this time, measured from asking for one to having it. */
  readonly medianMs: number;
}

export interface MeasureTokenOptions extends OpenTokenOptions {
  /** CKA_LABEL of the key; the object the URI names when left out. */
  readonly label?: string;
  /** 1 and 4 when left out. */
  readonly sessionCounts?: readonly number[];
  /** How long to sign per figure; 1000 ms when left out. */
  readonly durationMs?: number;
}

/** Raw signatures per second of one key with its algorithm, for each number of sessions, one caller per session. */
export async function measureToken(options: MeasureTokenOptions): Promise<TokenThroughput[]> {
  const figures: TokenThroughput[] = [];
  for (const sessionCount of options.sessionCounts ?? [1, 4]) {
    figures.push(await measureOnce(options, sessionCount));
  }
  return figures;
}

async function measureOnce(options: MeasureTokenOptions, sessionCount: number): Promise<TokenThroughput> {
  const token = await openToken({ ...options, sessionCount });
  try {
    const signer = await token.bareSigner(options.label);
    const keys = await token.listKeys();
    const key = keys.find(({ label }) => label === options.label) ?? keys[0];
    const digest = createHash(digestOf(signer.algorithm)).update(randomBytes(32)).digest();
    await signer.signDigest(digest);
    const timesMs: number[] = [];
    const startedMs = performance.now();
    const untilMs = startedMs + (options.durationMs ?? 1000);
    const sign = async () => {
      for (let fromMs = performance.now(); fromMs < untilMs; fromMs = performance.now()) {
        await signer.signDigest(digest);
        timesMs.push(performance.now() - fromMs);
      }
    };
    await Promise.all(Array.from({ length: sessionCount }, sign));
    const elapsedMs = performance.now() - startedMs;
    return {
      algorithm: signer.algorithm,
      mechanism: mechanismOf(signer.algorithm, token.mechanismNumbers()),
      keyKind: key?.kind ?? 'unknown',
      sessionCount,
      signatureCount: timesMs.length,
      elapsedMs,
      signaturesPerSecond: (timesMs.length / elapsedMs) * 1000,
      medianMs: timesMs.sort((left, right) => left - right)[Math.floor(timesMs.length / 2)] ?? 0,
    };
  } finally {
    await token.close();
  }
}

function mechanismOf(algorithm: SignatureAlgorithm, offered: ReadonlySet<number>): string {
  const found = signingMechanism(algorithm, offered);
  return found ? mechanismName(found.mechanism.mechanism) : 'none';
}
