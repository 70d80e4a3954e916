import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditJson } from './audit-json-schema.js';
import { readAuditJson } from './read-audit-json.js';
import { sampleEnvelope, sampleHashes } from './testing/sample-envelope.js';
import { sampleSealKey } from './testing/sample-seal-key.js';
import { verifyAuditJson } from './verify-audit-json.js';
import { writeAuditJson } from './write-audit-json.js';

const sample = sampleEnvelope();
const written = writeAuditJson({ ...sample, sealKey: sampleSealKey });
const text = new TextDecoder().decode(written);
const parsed = readAuditJson(written);

function failing(change: (record: AuditJson) => void): string[] {
  const copy = structuredClone(parsed);
  change(copy);
  return verifyAuditJson(copy)
    .checks.filter((check) => check.state === 'fail')
    .map((check) => check.id);
}

const eventAt = (record: AuditJson, index: number) => {
  const entry = record.events[index];
  if (entry === undefined) throw new Error('no such event');
  return entry;
};

describe('an untouched audit.json', () => {
  it('is valid in every check, and the same bytes each time', () => {
    const report = verifyAuditJson(written, {
      sealedSha256Hex: sampleHashes.sealed,
      originalSha256Hex: sampleHashes.original,
      expectedHead: parsed.head,
    });
    expect(report.checks.filter((check) => check.state !== 'pass')).toEqual([]);
    expect(report.verdict).toBe('valid');
    expect(writeAuditJson({ ...sample, sealKey: sampleSealKey })).toEqual(written);
  });

  it('stays valid after a person was forgotten, and says so', () => {
    const personal = sample.personal.filter((value) => !value.subject.startsWith('recipient:'));
    const forgotten = writeAuditJson({ ...sample, personal, sealKey: sampleSealKey });
    expect(new TextDecoder().decode(forgotten)).not.toContain('Lovelace');
    const report = verifyAuditJson(forgotten, { expectedHead: parsed.head });
    expect(report.verdict).toBe('valid');
    expect(report.checks.find((check) => check.id === 'personal-values')?.state).toBe('warn');
  });

  it('keeps its proofs when a later version adds members, and says they were not checked', () => {
    const report = verifyAuditJson(JSON.stringify({ ...parsed, checkpoint: 'later' }));
    expect(report.verdict).toBe('valid');
    expect(report.checks.find((check) => check.id === 'unknown-members')?.detail).toContain('checkpoint');
  });
});

describe('verifyAuditJson', () => {
  it('catches any change of one character, or nothing that it says has changed', () => {
    const characters = fc.integer({ min: 0x20, max: 0x7e }).map((unit) => String.fromCharCode(unit));
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), characters, (position, character) => {
        const changed = text.slice(0, position) + character + text.slice(position + 1);
        fc.pre(changed !== text);
        let report: ReturnType<typeof verifyAuditJson>;
        try {
          report = verifyAuditJson(changed, { expectedHead: parsed.head });
        } catch {
          return;
        }
        if (report.verdict === 'invalid') return;
        // What is left: white space, letter case inside PEM armour, padding bits of base64.
        const facts = (record: AuditJson) => ({
          ...record,
          sealKey: { ...record.sealKey, certificateChainPem: '' },
        });
        const { events, ...rest } = facts(readAuditJson(changed));
        const { events: knownEvents, ...knownRest } = facts(parsed);
        expect(rest).toEqual(knownRest);
        expect(events.map((entry) => entry.event)).toEqual(knownEvents.map((entry) => entry.event));
        expect(events.map((entry) => entry.personal.map((one) => one.value))).toEqual(
          knownEvents.map((entry) => entry.personal.map((one) => one.value)),
        );
      }),
      { numRuns: 400 },
    );
  });

  it.each<[string, string[], (record: AuditJson) => void]>([
    [
      'a readable event that differs from its bytes',
      ['decoded-events'],
      (r) => {
        eventAt(r, 5).event.at = '2027-01-01T00:00:00.000Z';
      },
    ],
    [
      'a name that was not committed to',
      ['chain', 'head'],
      (r) => {
        eventAt(r, 4).personal = [{ ...(eventAt(r, 4).personal[0] ?? never()), value: { name: 'Eve' } }];
      },
    ],
    [
      'a fraction in a personal value',
      ['chain', 'head'],
      (r) => {
        (eventAt(r, 3).personal[0] ?? never()).value.ip = 0.5;
      },
    ],
    [
      'a tail cut off',
      ['head', 'documents'],
      (r) => {
        r.events.length = 4;
      },
    ],
    [
      'another sealed hash',
      ['documents'],
      (r) => {
        (r.documents[0] ?? never()).sealedSha256Hex = 'a'.repeat(64);
      },
    ],
    [
      'a key said to be hardware',
      ['seal-key'],
      (r) => {
        r.sealKey = { ...sampleSealKey, softToken: false };
      },
    ],
    [
      'a key with another fingerprint',
      ['seal-key'],
      (r) => {
        r.sealKey = { ...sampleSealKey, keyFingerprintSha256Hex: 'b'.repeat(64) };
      },
    ],
    [
      'a certificate that is none',
      ['seal-key'],
      (r) => {
        r.sealKey = { ...sampleSealKey, certificateChainPem: 'x' };
      },
    ],
    [
      'a head of another chain',
      ['head'],
      (r) => {
        r.head = { ...r.head, chainHashHex: 'c'.repeat(64) };
      },
    ],
  ])('catches %s', (_name, ids, change) => {
    const found = failing(change);
    for (const id of ids) expect(found).toContain(id);
  });

  it('says when the file at hand is another one', () => {
    const report = verifyAuditJson(written, {
      sealedSha256Hex: 'd'.repeat(64),
      originalSha256Hex: 'e'.repeat(64),
    });
    expect(report.verdict).toBe('invalid');
    expect(report.checks.filter((check) => check.state === 'fail').map((check) => check.id)).toEqual([
      'original-file',
      'sealed-file',
    ]);
  });
});

describe('readAuditJson refuses', () => {
  it.each([
    ['no JSON', '{', 'audit-json-unreadable'],
    ['null', 'null', 'audit-json-unreadable'],
    ['another format', '{"format":"other"}', 'audit-json-unreadable'],
    ['a later version', '{"format":"sealwright-audit","version":2}', 'audit-json-version-unknown'],
    ['missing members', '{"format":"sealwright-audit","version":1}', 'audit-json-unreadable'],
    ['bytes that are no text', Uint8Array.of(0xff, 0xfe), 'audit-json-unreadable'],
  ])('%s', (_name, json, code) => {
    expect(() => readAuditJson(json)).toThrow(expect.objectContaining({ code }));
  });
});

describe('a record that reads in two ways', () => {
  const written = new TextDecoder().decode(writeAuditJson({ ...sample, sealKey: null }));

  it('is refused, wherever the second reading is', () => {
    const otherHead = '"head": { "seq": 1, "chainHashHex": "00" }, "head": {';
    for (const twice of [
      written.replace('"head": {', otherHead),
      written.replace('"type":', '"type": "recipient.signed", "type":'),
      written.replace('"seq": 1,', '"seq": 1.0,'),
      written.replace('"envelope.created"', '"envelope.\\u0063reated"'),
    ]) {
      expect(twice).not.toBe(written);
      expect(() => readAuditJson(twice)).toThrow(
        expect.objectContaining({ message: expect.stringContaining('two ways') }),
      );
    }
  });

  it('is not one that has other white space', () => {
    expect(readAuditJson(JSON.stringify(JSON.parse(written)))).toEqual(readAuditJson(written));
    expect(readAuditJson(written.replaceAll('\n', '\r\n\t'))).toEqual(readAuditJson(written));
  });
});

describe('writeAuditJson', () => {
  it('never exports a record that does not hold', () => {
    const records = sample.records.filter((_, index) => index !== 3);
    expect(() => writeAuditJson({ ...sample, records, sealKey: null })).toThrow(
      expect.objectContaining({
        code: 'chain-broken',
        message: expect.stringContaining('Event 4 is missing'),
      }),
    );
  });
});

function never(): never {
  throw new Error('the sample has this entry');
}
