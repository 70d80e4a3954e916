import { type Addressee, type EnvelopeFacts, footerFor, named, organisation } from './compose-mail.js';
import { expiredWords as words } from './expired-words.js';
import type { MailContent } from './mail-content.js';
import { oneLine } from './plain-words.js';
import { utcMinute } from './utc-minute.js';

const nameCharacters = 80;
const subjectCharacters = 150;
/** A mail is no list: the envelope's page shows everybody. */
const mostNames = 5;

interface ExpiredFacts {
  readonly at: Date;
  /** Names of everybody who had still to act; only the sender is told. */
  readonly waitedFor: readonly string[];
  /** The envelope's page, for the sender. */
  readonly url: string | null;
}

/** To the sender, and to recipients who were asked and had not acted when the time ran out. */
export function composeExpired(envelope: EnvelopeFacts, to: Addressee, end: ExpiredFacts): MailContent {
  const { sender, title } = named(envelope);
  const isSender = to.role === 'sender';
  const lead =
    to.role === 'sender'
      ? words.lead.sender(end.waitedFor.length)
      : words.lead[to.role === 'approver' ? 'approver' : 'signer'](sender);
  const subject = isSender ? words.subject.sender(title) : words.subject.recipient(sender, title);
  return {
    subject: oneLine(subject, subjectCharacters),
    preview: lead,
    heading: title,
    lead,
    quote: null,
    act: end.url === null ? null : { label: words.button, url: end.url },
    facts: [
      ...(isSender ? [] : [{ label: words.facts.from, value: `${sender}, ${organisation(envelope)}` }]),
      { label: words.facts.until, value: utcMinute(end.at) },
      ...(end.waitedFor.length === 0 ? [] : [{ label: words.facts.waitedFor, value: listed(end.waitedFor) }]),
    ],
    notes: [isSender ? words.notes.sender : words.notes.recipient(sender)],
    footer: footerFor(envelope, to),
  };
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map((name) => oneLine(name, nameCharacters));
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} ${words.more(rest)}` : shown.join(', ');
}
