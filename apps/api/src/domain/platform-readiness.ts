import type { Problem } from './problem.js';

/** What the platform says of its ability to seal, read from the database (the api never touches the token). */
export interface PlatformFacts {
  /** The active seal key's certificate; null when the sealer has registered none. */
  readonly sealKey: { readonly notBefore: Date; readonly notAfter: Date } | null;
  /** What the sealer last said of itself; null when it never did. */
  readonly sealer: {
    readonly state: string;
    readonly detail: string | null;
    readonly checkedAt: Date;
  } | null;
}

const DAY_MS = 86_400_000;
/** The sealer reports every few seconds; after this long silence it is taken for gone. */
export const SEALER_SILENCE_LIMIT_MS = 60_000;

/** Refuses to start what could not be finished: no key, a certificate that ends too early, a sealer that does not answer. */
export function platformProblems(facts: PlatformFacts, expiresInDays: number, now: Date): Problem[] {
  return [...keyProblems(facts.sealKey, expiresInDays, now), ...sealerProblems(facts.sealer, now)];
}

function keyProblems(key: PlatformFacts['sealKey'], expiresInDays: number, now: Date): Problem[] {
  const problem = (code: string, sentence: string): Problem[] => [{ code, sentence, pointer: '' }];
  if (key === null) {
    return problem(
      'seal-key-missing',
      'No seal key is registered yet; an administrator must set up the token.',
    );
  }
  if (key.notAfter <= now) {
    const since = key.notAfter.toISOString().slice(0, 10);
    return problem(
      'seal-key-expired',
      `The seal certificate expired on ${since}; an administrator must renew it.`,
    );
  }
  if (key.notBefore > now) {
    const from = key.notBefore.toISOString().slice(0, 10);
    return problem(
      'seal-key-not-yet-valid',
      `The seal certificate becomes valid on ${from}; check the clock.`,
    );
  }
  if (key.notAfter.getTime() < now.getTime() + expiresInDays * DAY_MS) {
    const until = key.notAfter.toISOString().slice(0, 10);
    return problem(
      'seal-key-expires-too-soon',
      `The seal certificate ends on ${until}, before this envelope would expire; shorten its life or renew the certificate.`,
    );
  }
  return [];
}

function sealerProblems(sealer: PlatformFacts['sealer'], now: Date): Problem[] {
  const because = sealerTrouble(sealer, now);
  if (because === null) return [];
  const sentence = `Sealing is not possible right now: ${because} Nothing is sent that could not be finished.`;
  return [{ code: 'sealing-not-ready', sentence, pointer: '' }];
}

function sealerTrouble(sealer: PlatformFacts['sealer'], now: Date): string | null {
  if (sealer === null) return 'the sealing service has never reported.';
  if (now.getTime() - sealer.checkedAt.getTime() > SEALER_SILENCE_LIMIT_MS) {
    return `the sealing service was last heard at ${sealer.checkedAt.toISOString()}.`;
  }
  return sealer.state === 'ok' ? null : (sealer.detail ?? 'the sealing service reports a fault.');
}
