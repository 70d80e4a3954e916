import type { PersonalValue } from '../verify-chain.js';

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

  /** What was put into a field, as far as a reader of the page can use it. */
  fieldText(eventId: string, subject: string): string | null {
    const value = this.values.get(`${eventId} ${subject}`)?.value;
    if (typeof value !== 'object' || value === null) return null;
    const { kind, text, checked } = value as { kind?: unknown; text?: unknown; checked?: unknown };
    if (kind === 'text' && typeof text === 'string' && text !== '') return `“${text}”`;
    if (kind === 'checkbox') return checked === true ? 'ticked' : 'not ticked';
    return kind === 'cleared' ? 'cleared' : null;
  }
}
