import type { PersonalValue } from '../verify-chain.js';
import type { FieldWords } from './event-words/event-words.js';

/** Looks up personal values that were checked against their commitments. */
export class PersonalIndex {
  private readonly values = new Map<string, Record<string, unknown>>();

  constructor(personal: readonly PersonalValue[]) {
    for (const { eventId, subject, valueJson } of personal) {
      this.values.set(`${eventId} ${subject}`, JSON.parse(valueJson) as Record<string, unknown>);
    }
  }

  /** Null when it was never given or has been erased. */
  text(eventId: string, subject: string, member: string): string | null {
    const value = this.values.get(`${eventId} ${subject}`)?.[member];
    return typeof value === 'string' && value !== '' ? value : null;
  }

  /** The last name the record has for each subject of a kind, by subject. */
  namesOf(kind: 'user'): ReadonlyMap<string, string> {
    const names = new Map<string, string>();
    for (const [key, { name }] of this.values) {
      const subject = key.slice(key.indexOf(' ') + 1);
      if (subject.startsWith(`${kind}:`) && typeof name === 'string' && name !== '') names.set(subject, name);
    }
    return names;
  }

  /** What was put into a field; null once it is erased. */
  fieldValue(eventId: string, subject: string): Readonly<Record<string, unknown>> | null {
    const value = this.values.get(`${eventId} ${subject}`)?.value;
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  }

  /** The same as far as a reader of the page can use it. */
  fieldText(eventId: string, subject: string, words: FieldWords): string | null {
    const { kind, text, checked } = this.fieldValue(eventId, subject) ?? {};
    if ((kind === 'text' || kind === 'choice') && typeof text === 'string' && text !== '')
      return `“${text.replace(/\s*\n\s*/g, ' / ')}”`;
    if (kind === 'checkbox') return checked === true ? words.ticked : words.notTicked;
    return kind === 'cleared' ? words.cleared : null;
  }
}
