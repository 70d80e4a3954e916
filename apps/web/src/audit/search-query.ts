import { type AuditMoment, type AuditQuery, auditMoments } from '@/api/audit';
import { type EnvelopeStatus, envelopeStatuses } from '@/api/envelopes';

/** The search as it is typed; the address bar is its only memory. Days are calendar days of the visitor, `to` included. */
export interface SearchFields {
  readonly words: string;
  readonly person: string;
  readonly hash: string;
  readonly moment: AuditMoment;
  readonly from: string;
  readonly to: string;
  readonly states: readonly EnvelopeStatus[];
  readonly held: boolean;
}

export const noSearch: SearchFields = {
  ...{ words: '', person: '', hash: '', moment: 'created', from: '', to: '', states: [], held: false },
};

const day = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the address; what is not understood is dropped. */
export function readSearch(parameters: { get(name: string): string | null }): SearchFields {
  const text = (name: string, most: number) => (parameters.get(name) ?? '').trim().slice(0, most);
  const dayOf = (name: string) => (day.test(text(name, 10)) ? text(name, 10) : '');
  const states = text('states', 200).split('.');
  return {
    words: text('words', 200),
    person: text('person', 320),
    hash: cleanHash(text('hash', 200)),
    moment: auditMoments.find((one) => one === parameters.get('moment')) ?? 'created',
    ...{ from: dayOf('from'), to: dayOf('to') },
    states: envelopeStatuses.filter((status) => states.includes(status)),
    held: parameters.get('held') === 'yes',
  };
}

/** The address that restores the search. */
export function searchAddress(fields: SearchFields): string {
  const query = new URLSearchParams();
  for (const name of ['words', 'person', 'hash', 'from', 'to'] as const) {
    if (fields[name]) query.set(name, fields[name]);
  }
  if (fields.moment !== 'created') query.set('moment', fields.moment);
  if (fields.states.length > 0) query.set('states', fields.states.join('.'));
  if (fields.held) query.set('held', 'yes');
  const text = query.toString();
  return text ? `/audit?${text}` : '/audit';
}

/** What the server is asked. Days become instants in the visitor's own zone. */
export function toQuery(fields: SearchFields): AuditQuery {
  const { words, person, hash, moment, from, to, states, held } = fields;
  return {
    moment,
    ...(words && { words }),
    ...(person && { person }),
    ...(hash && { documentSha256: hash }),
    ...(from && { from: beginOf(from).toISOString() }),
    ...(to && { to: endOf(to).toISOString() }),
    ...(states.length > 0 && { states }),
    ...(held && { held }),
  };
}

export function isFiltered(fields: SearchFields): boolean {
  return searchAddress(fields) !== '/audit';
}

/** A fingerprint as people copy it: with spaces, colons, in capitals. */
export function cleanHash(text: string): string {
  return text.replaceAll(/[\s:]/g, '').toLowerCase();
}

export const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** Midnight at the begin of a calendar day of the visitor. */
export function beginOf(calendarDay: string): Date {
  return new Date(`${calendarDay}T00:00:00`);
}

/** Midnight at its end. */
export function endOf(calendarDay: string): Date {
  const end = beginOf(calendarDay);
  end.setDate(end.getDate() + 1);
  return end;
}
