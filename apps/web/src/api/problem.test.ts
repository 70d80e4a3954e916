import { describe, expect, it } from 'vitest';
import { localPath } from './local-path';
import { faultAt, ProblemError, parseProblem, toProblem } from './problem';

const body = {
  type: '/problems/validation-failed',
  title: 'Something is missing',
  status: 422,
  detail: 'Check the marked fields.',
  code: 'validation-failed',
  errors: [{ pointer: '/recipients/0/email', detail: 'Enter an e-mail address.' }],
};

describe('a problem document', () => {
  it('keeps code, sentence and pointers', () => {
    const problem = parseProblem(422, JSON.stringify(body));
    expect(problem).toMatchObject({
      code: 'validation-failed',
      status: 422,
      detail: 'Check the marked fields.',
    });
    expect(faultAt(problem, '/recipients/0')).toBe('Enter an e-mail address.');
    expect(faultAt(problem, '/recipients/1')).toBeUndefined();
  });

  it('takes the code from its type when it has no other, and the title for a missing detail', () => {
    const problem = parseProblem(
      409,
      JSON.stringify({ type: 'https://x/problems/already-completed', title: 'Done' }),
    );
    expect(problem).toMatchObject({ code: 'already-completed', detail: 'Done' });
  });

  it.each(['<html>502</html>', '', 'null', '[]'])('does not choke on %j from a proxy', (text) => {
    expect(parseProblem(502, text)).toMatchObject({ code: 'answer-unreadable', status: 502 });
  });

  it.each([
    ['5', 5],
    [null, undefined],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
    ['-1', undefined],
    ['1e9', undefined],
  ])('reads Retry-After %j as %s seconds', (header, seconds) => {
    expect(parseProblem(503, JSON.stringify({ code: 'x' }), header).retryAfterS).toBe(seconds);
    expect(parseProblem(503, '<html>', header).retryAfterS).toBe(seconds);
  });

  it('ignores errors that are not a list of pointers', () => {
    expect(parseProblem(422, JSON.stringify({ code: 'x', errors: ['a', null] })).errors).toEqual([]);
  });

  it('is found again in a thrown error, and anything else is unexpected', () => {
    const problem = parseProblem(422, JSON.stringify(body));
    expect(toProblem(new ProblemError(problem))).toBe(problem);
    expect(toProblem(new TypeError('boom')).code).toBe('unexpected');
  });
});

describe('the way back after signing in', () => {
  it('stays on this site', () => {
    expect(localPath('/envelopes?status=sent')).toBe('/envelopes?status=sent');
    for (const bad of ['//evil.example', '/\\evil.example', 'https://evil.example', '', undefined]) {
      expect(localPath(bad)).toBe('/');
    }
  });
});
