import argon2 from 'argon2';

/** Argon2id with the parameters of OWASP's first choice for servers: 46 MiB, one pass, one lane. */
const COST = { type: argon2.argon2id, memoryCost: 47_104, timeCost: 1, parallelism: 1 } as const;

/** Slow on purpose: about 50 ms on one core. */
export function hashPassword(password: string): Promise<string> {
  return argon2.hash(password.normalize('NFKC'), COST);
}

/** False also for a stored hash that cannot be read. */
export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  try {
    return await argon2.verify(hash, password.normalize('NFKC'));
  } catch {
    return false;
  }
}
