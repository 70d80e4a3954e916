import { describe, expect, it } from 'vitest';
import { formatVerifyLink, parseVerifyFragment } from './verify-link.js';

const link = { envelopeId: '01980000-0000-7000-8000-000000000001', headHashHex: 'ab'.repeat(32) };

describe('the link of a certificate', () => {
  it.each(['https://sign.example.org', 'https://sign.example.org/'])('comes back out of %s', (publicUrl) => {
    const url = new URL(formatVerifyLink(publicUrl, link));
    expect(url.pathname).toBe('/verify');
    // Nothing of it reaches a server.
    expect(url.search).toBe('');
    expect(parseVerifyFragment(url.hash)).toEqual(link);
    expect(parseVerifyFragment(url.hash.slice(1))).toEqual(link);
  });

  it.each(['', '#', '#envelope=x&head=y', `#envelope=${link.envelopeId}&head=${link.headHashHex}&more=1`])(
    'is not read from %j',
    (fragment) => expect(parseVerifyFragment(fragment)).toBeNull(),
  );
});
