import { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

const KINDS: Readonly<Record<string, string>> = {
  ...{ string: 'a text', number: 'a number', int: 'a whole number', boolean: 'true or false' },
  ...{ array: 'a list', object: 'an object', record: 'an object', null: 'null', date: 'a time' },
};
const FORMATS: Readonly<Record<string, string>> = {
  ...{
    email: 'an e-mail address',
    uuid: 'an identifier (UUID)',
    guid: 'an identifier (UUID)',
    url: 'a web address',
  },
  ...{ datetime: 'a time such as 2026-01-31T09:00:00Z', date: 'a day such as 2026-01-31', base64: 'base64' },
};

/**
 * Has what a schema refuses without words of its own said in sentences a person can act on, instead of zod's, which are
 * for programmers ("Invalid input: expected string, received undefined"). For the whole process.
 */
export function sayInWords(): void {
  z.config({ customError: inWords });
}

function inWords(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'This is missing.' : `Needed here: ${kindOf(issue.expected)}.`;
    case 'too_small':
      return `Needed here: ${issue.exact ? 'exactly' : 'at least'} ${amount(issue.origin, issue.minimum)}.`;
    case 'too_big':
      return `Needed here: ${issue.exact ? 'exactly' : 'at most'} ${amount(issue.origin, issue.maximum)}.`;
    case 'invalid_value':
      return `Needed here: ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map((value) => JSON.stringify(value)).join(', ')}.`;
    case 'unrecognized_keys':
      return `Not known here: ${issue.keys.join(', ')}.`;
    case 'invalid_format':
      return `Needed here: ${FORMATS[issue.format] ?? 'another form of text; the API description has it'}.`;
    case 'invalid_union':
      return 'This has none of the forms it may have; the API description has them.';
    default:
      return undefined;
  }
}

function kindOf(expected: string): string {
  return KINDS[expected] ?? expected;
}

function amount(origin: string, limit: number | bigint): string {
  const one = Number(limit) === 1;
  if (origin === 'string') return one ? 'one character' : `${limit} characters`;
  if (origin === 'array') return one ? 'one entry' : `${limit} entries`;
  return String(limit);
}
