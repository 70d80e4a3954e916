import { describe, expect, it } from 'vitest';
import { withoutInstance } from './running-platform.js';

describe('withoutInstance', () => {
  it('drops what the last start filled in and keeps what the person set', () => {
    const filledIn = { DATABASE_URL: 'postgres://embedded', REDIS_URL: 'redis://embedded' };
    const environment = { DATABASE_URL: 'postgres://embedded', REDIS_URL: 'redis://mine', PATH: '/bin' };
    expect(withoutInstance(environment, filledIn)).toEqual({ REDIS_URL: 'redis://mine', PATH: '/bin' });
  });
});
