import { Redis } from 'ioredis';
import { type Check, type Finding, fail, ok, reasonOf, requireVariable, Unwell, warn } from './finding.js';

export const checkRedis: Check = {
  name: 'redis',
  async run(environment) {
    const redis = new Redis(requireVariable(environment, 'REDIS_URL'), {
      lazyConnect: true,
      connectTimeout: 5_000,
      maxRetriesPerRequest: 0,
      retryStrategy: () => null,
    });
    let refusal: unknown = null;
    redis.on('error', (error) => {
      refusal = error;
    });
    try {
      await redis.connect();
      await redis.ping();
      return judgeRedis(await redis.info());
    } catch (cause) {
      throw new Unwell(
        `Redis does not answer: ${reasonOf(refusal ?? cause)}.`,
        'Check that Redis runs and that REDIS_URL names host, port and password. Nothing is lost while it is away.',
        { cause },
      );
    } finally {
      redis.disconnect();
    }
  },
};

/** `info` is the answer to INFO: lines of `name:value`. */
export function judgeRedis(info: string): Omit<Finding, 'name'> {
  const facts = new Map(
    info.split(/\r?\n/).flatMap((line) => {
      const at = line.indexOf(':');
      return at > 0 ? [[line.slice(0, at), line.slice(at + 1)] as const] : [];
    }),
  );
  const version = facts.get('redis_version') ?? facts.get('valkey_version') ?? 'of unknown version';
  if (Number.parseInt(version, 10) < 6)
    return fail(`Redis ${version} is too old.`, 'Upgrade to Redis 6.2 or newer.');
  const policy = facts.get('maxmemory_policy');
  return policy === undefined || policy === 'noeviction'
    ? ok(`Redis ${version} answers and evicts nothing.`)
    : warn(
        `Redis ${version} evicts keys when memory is short (${policy}); jobs would wait for the next sweep.`,
        'Set maxmemory-policy to noeviction.',
      );
}
