import { afterEach, describe, expect, it, vi } from 'vitest';
import { describeFindings, overallState } from './describe-findings.js';
import { type Check, ok, requireVariable, Unwell, warn } from './finding.js';
import { runChecks } from './run-checks.js';

const check = (name: string, run: Check['run']): Check => ({ name, run });

afterEach(() => {
  vi.useRealTimers();
});

describe('runChecks', () => {
  it('reports every check although some throw', async () => {
    const findings = await runChecks(
      [
        check('fine', async () => ok('Seen.')),
        check('unwell', async () => {
          throw new Unwell('It is away.', 'Bring it back.');
        }),
        check('broken', async () => {
          throw new Error('boom');
        }),
        check('unset', async (environment) => ok(requireVariable(environment, 'REDIS_URL'))),
      ],
      {},
    );
    expect(findings.map((finding) => [finding.name, finding.state])).toEqual([
      ['fine', 'ok'],
      ['unwell', 'fail'],
      ['broken', 'fail'],
      ['unset', 'fail'],
    ]);
    expect(findings.every((finding) => finding.state === 'ok' || finding.remedy)).toBe(true);
  });

  it('gives up on a check that hangs', async () => {
    vi.useFakeTimers();
    const running = runChecks([check('hangs', () => new Promise(() => undefined))], {});
    await vi.advanceTimersByTimeAsync(20_000);
    expect((await running)[0]).toMatchObject({ name: 'hangs', state: 'fail' });
  });
});

describe('describeFindings', () => {
  const findings = [
    { name: 'redis', ...ok('Answers.') },
    { name: 'token', ...warn('Software.', 'Use an HSM.') },
  ];

  it('puts the remedy below its line and counts at the end', () => {
    expect(describeFindings(findings)).toEqual([
      'ok   redis             Answers.',
      'warn token             Software.',
      '                       → Use an HSM.',
      '',
      '1 ok, 1 to look at, 0 failed.',
    ]);
  });

  it('lets the worst state win', () => {
    expect(overallState(findings)).toBe('warn');
    expect(overallState([])).toBe('ok');
  });
});
