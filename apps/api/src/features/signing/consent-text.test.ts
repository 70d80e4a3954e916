import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { consentTextFor } from './consent-text.js';

/** Evidence names these: a text that somebody agreed to must be found again, word for word, for as long as evidence stands. */
const everInForce = {
  '2026-1': '558ae7f641bcd763832c8db3e6558b082fe9905ffe81d4e3482476308c0de5f2',
  '2026-2': 'dbec7f8d21ff659be974f1b1a994975aa41971df59f3f0b4bf4cc5bb9b000cae',
  '2026-2-several': '325d6ddbff6670fa7e0dadc84779da1e444c38a5b55386a9f6ea0bf8117c1567',
};

const page = readFileSync(new URL('../../../../../docs/consent-texts.md', import.meta.url), 'utf8');
const published = [...page.matchAll(/^## (\S+)\n[^~]*~~~text\n([\s\S]*?)\n~~~$/gm)].map(
  ([, version = '', text = '']) => [version, createHash('sha256').update(text).digest('hex')],
);

describe('the consent text', () => {
  it('is published in every version that was ever in force, unchanged', () => {
    expect(Object.fromEntries(published)).toEqual(everInForce);
  });

  it('in force is one of them, by version and hash', () => {
    for (const count of [1, 2, 10]) {
      const { version, sha256Hex } = consentTextFor(count);
      expect(Object.entries(everInForce)).toContainEqual([version, sha256Hex]);
    }
  });

  it('speaks of what is on the screen: one document, or all of them', () => {
    expect(consentTextFor(1).text).not.toContain('documents');
    expect(consentTextFor(5).text).not.toMatch(/\b(the|this|a) document\b/);
    expect(consentTextFor(5).text).toContain('all of them electronically');
  });
});
