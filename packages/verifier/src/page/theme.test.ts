import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const site = readFileSync(join(import.meta.dirname, '../../../../apps/web/src/app/globals.css'), 'utf8');
const own = readFileSync(join(import.meta.dirname, 'theme.css'), 'utf8');

/** The variables of the first rule that begins like this. */
function variablesIn(css: string, start: RegExp): Map<string, string> {
  const at = css.search(start);
  const rule = css.slice(at, css.indexOf('}', at));
  return new Map(
    [...rule.matchAll(/(--[a-z-]+): (#[0-9a-f]+);/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  );
}

it.each([
  ['light', /^:root \{/m, /^:root \{/m],
  ['dark', /^\.dark \{/m, /^ {2}:root \{/m],
])('verifier.html has the colours of the site: %s', (_, ofSite, ofOwn) => {
  const colours = variablesIn(own, ofOwn);
  expect(colours.size).toBeGreaterThan(15);
  for (const [name, value] of colours)
    expect([name, variablesIn(site, ofSite).get(name)]).toEqual([name, value]);
});
