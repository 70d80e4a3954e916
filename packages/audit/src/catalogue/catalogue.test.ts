import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATALOGUE_EDITION } from '../event-types/define-event-type.js';
import { readCatalogue } from './read-catalogue.js';
import { writeEventDocs } from './write-event-docs.js';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const catalogue = readCatalogue();

/** Every member as `type data.path` or `type personal.kind.path`, with what it holds. */
function membersOf(entries: typeof catalogue) {
  return entries.flatMap(({ type, since, data, personal }) => [
    ...data.map((member) => ({
      ...member,
      name: `${type} data.${member.path}`,
      since: member.since ?? since,
    })),
    ...Object.entries(personal).flatMap(([kind, members]) =>
      members.map((member) => ({
        ...member,
        name: `${type} personal.${kind}.${member.path}`,
        since: member.since ?? since,
      })),
    ),
  ]);
}

/** A list of words may grow at its end; what its words meant stays. */
function isKept(before: string, now = ''): boolean {
  return now === before || (before.startsWith('one of ') && now.startsWith(`${before}, `));
}

describe('the catalogue of events', () => {
  it('says what every type and every member means', () => {
    expect(catalogue.length).toBeGreaterThan(50);
    for (const { type, meaning, since } of catalogue) {
      expect(meaning, type).toMatch(/^[A-Z].*[.]$/s);
      expect(since, type).toBeLessThanOrEqual(CATALOGUE_EDITION);
    }
    const silent = membersOf(catalogue).filter(({ about }) => about === '');
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('keeps every member of edition 1 as it was, and adds only optional ones', () => {
    const kept = JSON.parse(read('../../test-vectors/event-catalogue-1.json')) as Record<string, string>;
    const now = new Map(membersOf(catalogue).map((member) => [member.name, member]));
    const changed = Object.entries(kept).filter(([name, kind]) => !isKept(kind, now.get(name)?.kind));
    expect(changed).toEqual([]);
    const old = new Set(Object.keys(kept).map((name) => name.split(' ')[0]));
    const added = [...now.values()].filter(
      ({ name }) => old.has(name.split(' ')[0] ?? '') && !(name in kept),
    );
    const forced = added.filter(
      ({ isOptional, since, path }) => (!isOptional && !/[.[]/.test(path)) || since < 2,
    );
    expect(forced.map(({ name }) => name)).toEqual([]);
  });

  it('is what docs/events.md says (else run: node scripts/write-event-docs.mjs)', () => {
    expect(read('../../../../docs/events.md')).toBe(writeEventDocs());
  });
});
