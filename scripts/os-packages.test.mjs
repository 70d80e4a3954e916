import { afterEach, describe, expect, it, vi } from 'vitest';
import { ensureOsPackages } from './os-packages.mjs';

const MISSING = {
  what: 'Redis',
  programs: ['no-such-program-zz'],
  apt: ['redis-server'],
  brew: ['redis'],
  instead: 'set REDIS_URL',
};

afterEach(() => vi.unstubAllEnvs());

describe('programs of the operating system', () => {
  it('installs nothing when everything is there', () => {
    expect(ensureOsPackages([{ what: 'a shell', programs: ['sh'], apt: ['dash'], brew: [] }])).toEqual([]);
    expect(ensureOsPackages([{ what: 'a library', isThere: () => true, apt: ['lib'], brew: [] }])).toEqual(
      [],
    );
  });

  it('says in one sentence what is missing and how to do without, where there is no package manager', () => {
    vi.stubEnv('PATH', '/nonexistent');
    expect(() => ensureOsPackages([MISSING])).toThrow(
      'Missing on this machine: Redis. Install it (Debian/Ubuntu: apt-get install redis-server), or set REDIS_URL, then start again.',
    );
  });
});
