import type { AuditEvent } from '../event.js';
import { type AssuranceLevel, assuranceLevels, type CertificateParty } from './certificate-data.js';

const finalActs = new Set(['recipient.signed', 'recipient.approved', 'recipient.declined']);
/** Somebody besides the recipient was shown the link. */
const REVEALED = 'recipient.link-revealed';

/**
 * How a person was identified, by evidence alone and never higher: the methods their last act names, lowered by a link
 * that was shown to somebody else before it; the weakest decides. Null for who did nothing.
 * @param own events about this recipient
 * @param acts those of them the recipient caused
 */
export function identify(
  own: readonly AuditEvent[],
  acts: readonly AuditEvent[],
): CertificateParty['identification'] {
  const act = acts.find(({ type }) => finalActs.has(type)) ?? acts.at(-1);
  if (act === undefined) return null;
  const before = own.filter(({ seq }) => seq < act.seq);
  const revealed = before.some(({ type }) => type === REVEALED);
  const recorded = [...new Set([...namedBy(act, before), ...(revealed ? ['revealed-link'] : [])])];
  return { level: weakest(recorded), recorded };
}

/** What the act says; for one that says nothing, that it came by a link, if the record knows that a link was mailed. */
function namedBy({ data }: AuditEvent, before: readonly AuditEvent[]): string[] {
  const { identification } = data;
  if (Array.isArray(identification)) return identification.map(String);
  return before.some(({ type }) => type === 'recipient.invited') ? ['mailed-link'] : [];
}

function weakest(recorded: readonly string[]): AssuranceLevel | null {
  const known = assuranceLevels.filter((level) => recorded.includes(level));
  // A method nobody here can judge must not be outshone by one that is known.
  const allKnown = recorded.length > 0 && recorded.length === known.length;
  if (known[0] === 'revealed-link') return 'revealed-link';
  return allKnown ? (known[0] ?? null) : null;
}
