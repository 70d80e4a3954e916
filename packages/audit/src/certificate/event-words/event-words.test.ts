import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeEvent } from '../../describe-event.js';
import type { AuditEvent } from '../../event.js';
import type { EventType } from '../../event-types/define-event-type.js';
import { eventTypes } from '../../event-types/registry.js';
import { eventWordsOf } from './choose-event-words.js';

const ofEnvelopes = Object.entries<EventType>(eventTypes).filter(([, { streams }]) =>
  streams.includes('envelope'),
);
const languages = ['de', 'fr', 'es'] as const;
/** Enough that each word of the longest list comes up. */
const VARIANTS = 8;

const recipient = '01980000-0000-7000-8000-00000000aaaa';
const document = '01980000-0000-7000-8000-00000000bbbb';
const user = '01980000-0000-7000-8000-00000000cccc';
const names = new Map([
  [`recipient:${recipient}`, 'Ada'],
  [`document:${document}`, 'terms.pdf'],
  [`user:${user}`, 'Grace'],
]);

/** A value the schema takes; another one for another variant, as far as there are several. */
function sample(schema: unknown, path: string, variant: number): unknown {
  if (schema instanceof z.ZodExactOptional || schema instanceof z.ZodOptional)
    return variant % 2 === 0 ? sample(schema.unwrap(), path, variant) : undefined;
  if (schema instanceof z.ZodNullable) return sample(schema.unwrap(), path, variant);
  if (schema instanceof z.ZodEnum) return schema.options[variant % schema.options.length];
  if (schema instanceof z.ZodLiteral) return schema.value;
  if (schema instanceof z.ZodBoolean) return variant % 2 === 0;
  if (schema instanceof z.ZodArray) return samples(schema, path, variant);
  if (schema instanceof z.ZodObject) return sampleObject(schema, path, variant);
  if (schema instanceof z.ZodNumber) return Math.max(variant % 2 === 0 ? 1 : 31, schema.minValue ?? 0);
  return sampleText(schema, path);
}

function samples(schema: z.ZodArray, path: string, variant: number): unknown[] {
  const { element } = schema;
  if (path.endsWith('boxMillionths')) return [0, 0, 1, 1];
  if (element instanceof z.ZodNumber) return variant % 2 === 0 ? [7] : [3, 4, 9];
  if (element instanceof z.ZodEnum) return [element.options[variant % element.options.length]];
  return Array.from({ length: variant % 2 === 0 ? 1 : 3 }, () => sample(element, path, variant));
}

function sampleObject(schema: z.ZodObject, path: string, variant: number): Record<string, unknown> {
  const members = Object.entries(schema.shape).map(
    ([name, member]) => [name, sample(member, `${path}.${name}`, variant)] as const,
  );
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

function sampleText(schema: unknown, path: string): string {
  const kind = schema instanceof z.ZodType ? schema.meta()?.['kind'] : undefined;
  if (kind === 'UUID')
    return path.endsWith('documentId') ? document : path.endsWith('userId') ? user : recipient;
  if (kind === 'SHA-256, hex') return 'ab'.repeat(32);
  if (kind === 'time, UTC') return '2026-03-14T09:00:00.000Z';
  if (kind === 'code') return 'a-code-42';
  if (kind === 'label') return 'a-label-43';
  if (kind === 'text') return 'What was changed.';
  if (path.endsWith('enhancedCode')) return '5.1.1';
  return `user:${user}`;
}

function eventOf(type: string, { data }: EventType, variant: number): AuditEvent {
  const sampled = sample(data, '', variant);
  // The kinds of mails are a list kept elsewhere; these have words of their own.
  if (type === 'recipient.notified' && typeof sampled === 'object')
    Object.assign(sampled ?? {}, { kind: ['completed', 'declined', 'voided', 'other'][variant % 4] });
  return {
    ...{ v: 1, id: recipient, stream: `envelope:${recipient}`, seq: 1, at: '2026-03-14T09:00:00.000Z' },
    ...{ type, actor: { kind: 'user', id: user }, personal: [] },
    data: data.parse(sampled) as AuditEvent['data'],
  };
}

const factsIn = (sentence: string): string[] =>
  [...sentence.matchAll(/Ada|Grace|terms\.pdf|Sealwright|a-code-42|a-label-43|B-L?[BT]A?|\d+(?:–\d+)?/g)]
    .map(String)
    .sort();

describe.each(languages)('the story of an envelope in %s', (language) => {
  const { voice } = eventWordsOf(language);

  it.each(ofEnvelopes)('has words for %s, which tell all that the English ones tell', (type, eventType) => {
    expect(voice.sentenceFor(type), `write a sentence for ${type} in ${language}`).not.toBeNull();
    const told = Array.from({ length: VARIANTS }, (_, variant) => {
      const event = eventOf(type, eventType, variant);
      return { english: describeEvent(event, names), own: describeEvent(event, names, voice) };
    });
    for (const { english, own } of told) {
      expect(own).not.toBe(english);
      expect(own).not.toBe(voice.unknown(type));
      expect(own).toMatch(/^\p{Lu}.*[^.\s]$/u);
      expect(factsIn(own)).toEqual(expect.arrayContaining(factsIn(english)));
    }
    expect(new Set(told.map(({ own }) => own)).size).toBe(new Set(told.map(({ english }) => english)).size);
  });

  it('names nobody who was forgotten, and keeps what it does not know', () => {
    for (const [type, eventType] of ofEnvelopes)
      expect(describeEvent(eventOf(type, eventType, 0), new Map(), voice)).not.toMatch(/Ada|Grace|terms/);
    const [first] = ofEnvelopes;
    if (first === undefined) throw new Error('There are events of envelopes.');
    const strange = { ...eventOf(...first, 0), type: 'envelope.notarised' };
    expect(describeEvent(strange, names, voice)).toMatch(/ envelope\.notarised$/);
  });
});
