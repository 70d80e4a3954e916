import { describe, expect, it } from 'vitest';
import { preferredLanguage } from './preferred-language.js';

describe('the language a browser asks for', () => {
  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de-AT'],
    ['en;q=0.5, FR-ca', 'fr-CA'],
    ['en;q=0.1,es;q=0.9', 'es'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['de;q=0, fr;q=0.2', 'fr'],
  ])('%s is %s', (header, tag) => expect(preferredLanguage(header)).toBe(tag));

  it.each([undefined, '', '*', ';;;', 'de;q=x', '<script>', `x${'-a'.repeat(300)}`])('%s is none', (header) =>
    expect(preferredLanguage(header)).toBeNull(),
  );
});
