import { describe, expect, it } from 'vitest';
import { judgeKeysInUse, type KnownLogKey } from './check-log-keys-in-use.js';

const key = (label: string) => ({ label, spkiHex: Buffer.from(label).toString('hex') });
const used = (label: string): KnownLogKey => ({ ...key(label), retiredAt: null });
const retired = (label: string): KnownLogKey => ({ ...key(label), retiredAt: new Date() });

describe('judgeKeysInUse', () => {
  it.each([
    ['nothing signed yet', ['log-1'], [], 'ok', 'nothing yet'],
    ['the key in use', ['log-1'], [used('log-1')], 'ok', 'that are named: log-1'],
    ['an overlap', ['log-1', 'log-2'], [used('log-1'), used('log-2')], 'ok', 'log-1 and log-2'],
    ['a key named, and not restarted', ['log-1', 'log-2'], [used('log-1')], 'warn', 'names log-2, but'],
    [
      'a key left out, and not restarted',
      ['log-2'],
      [used('log-1'), used('log-2')],
      'warn',
      'with log-1, which',
    ],
    ['a log begun anew with its old key', ['log-1'], [retired('log-1'), used('log-1')], 'ok', 'log-1'],
    ['a retired key', ['log-1'], [retired('log-1'), used('log-2')], 'fail', 'log-1, which was retired'],
  ] as const)('%s', (_case, named, known, state, detail) => {
    expect(judgeKeysInUse(named.map(key), known)).toMatchObject({
      state,
      detail: expect.stringContaining(detail),
    });
  });
});
