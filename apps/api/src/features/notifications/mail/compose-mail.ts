import type { MailContent } from './mail-content.js';
import { mailWords as words } from './mail-words.js';
import { oneLine, paragraphs } from './plain-words.js';
import { utcMinute } from './utc-minute.js';

const titleCharacters = 120;
const nameCharacters = 80;
const subjectCharacters = 150;
const messageCharacters = 2_000;

export interface NamedDocument {
  readonly name: string;
  /** Of the bytes people are shown, as every page of ours writes it. */
  readonly fingerprint: string;
}

/** What every mail about an envelope is made from. Strings as people typed them. */
export interface EnvelopeFacts {
  readonly title: string;
  readonly message: string;
  readonly senderName: string;
  readonly senderEmail: string;
  readonly organisationName: string;
  readonly expiresAt: Date | null;
  /** In their order. */
  readonly documents: readonly NamedDocument[];
}

export interface Addressee {
  readonly name: string;
  readonly email: string;
  readonly role: 'signer' | 'approver' | 'copy' | 'sender';
}

/** The first mail to somebody who has to act, and each reminder of it. */
export function composeInvitation(
  envelope: EnvelopeFacts,
  to: Addressee & { role: 'signer' | 'approver' },
  link: { url: string; reminder: boolean },
): MailContent {
  const { sender, title } = named(envelope);
  const asked = words.asked[to.role](sender, title);
  const ask = words.askedLead[to.role](sender, envelope.documents.length);
  const lead = link.reminder ? `${words.reminderLead(sender)} ${ask}` : ask;
  return {
    subject: oneLine(link.reminder ? words.reminder(asked) : asked, subjectCharacters),
    preview: lead,
    heading: title,
    lead,
    quote: quoteOf(words.quoteFrom(sender), envelope.message),
    act: { label: words.askedButton[to.role], url: link.url },
    facts: [
      { label: words.facts.from, value: `${sender}, ${organisation(envelope)}` },
      { label: words.facts.to, value: oneLine(to.name, nameCharacters) },
      ...namedDocuments(envelope),
      ...(envelope.expiresAt ? [{ label: words.facts.until, value: utcMinute(envelope.expiresAt) }] : []),
    ],
    notes: [words.nothingHappens[to.role], words.linkIsYours],
    footer: [...footerFor(envelope, to), words.footer.notExpected],
  };
}

export interface SealedFacts extends NamedDocument {
  readonly sha256Hex: string;
  /** Bytes that keep this fingerprint when timestamps are added behind them; null when nothing is. */
  readonly growsBehind: number | null;
}

/** To everybody once the sealed files are stored: signers, approvers, copies and the sender, each with a link of their own. */
export function composeCompleted(
  envelope: EnvelopeFacts & { completedAt: Date; sealed: readonly SealedFacts[] },
  to: Addressee,
  url: string,
): MailContent {
  const { sender, title } = named(envelope);
  const { sealed } = envelope;
  const count = envelope.documents.length;
  const lead = words.completedLead[to.role](sender, count);
  return {
    subject: oneLine(words.completedSubject(title), subjectCharacters),
    preview: lead,
    heading: title,
    lead,
    quote: null,
    act: {
      label: to.role === 'sender' ? words.completedButton.sender : words.completedButton.recipient(count),
      url,
    },
    facts: [
      { label: words.facts.from, value: `${sender}, ${organisation(envelope)}` },
      { label: words.facts.finished, value: utcMinute(envelope.completedAt) },
      ...sealed.flatMap((one, index) => sealedFacts(one, index, sealed.length)),
    ],
    notes: [words.completedSeal(count), certificateNote(to, sender), ...growsNote(sealed)],
    footer: footerFor(envelope, to),
  };
}

/** To the sender, and to everybody else who was already asked. */
export function composeDeclined(
  envelope: EnvelopeFacts,
  to: Addressee,
  refusal: { by: string; reason: string; at: Date; url: string | null },
): MailContent {
  const { title } = named(envelope);
  const by = oneLine(refusal.by, nameCharacters);
  const lead = to.role === 'sender' ? words.declinedLead.sender(by) : words.declinedLead.others(by);
  return {
    subject: oneLine(words.declinedSubject(by, title), subjectCharacters),
    preview: lead,
    heading: title,
    lead,
    quote: quoteOf(words.reasonFrom(by), refusal.reason),
    act: refusal.url ? { label: words.declinedButton, url: refusal.url } : null,
    facts: [{ label: words.facts.declined, value: utcMinute(refusal.at) }],
    notes: [],
    footer: footerFor(envelope, to),
  };
}

/** To everybody who was already asked. */
export function composeVoided(
  envelope: EnvelopeFacts,
  to: Addressee,
  end: { reason: string; at: Date },
): MailContent {
  const { sender, title } = named(envelope);
  const lead = words.voidedLead(sender);
  return {
    subject: oneLine(words.voidedSubject(sender, title), subjectCharacters),
    preview: lead,
    heading: title,
    lead,
    quote: quoteOf(words.reasonFrom(sender), end.reason),
    act: null,
    facts: [
      { label: words.facts.from, value: `${sender}, ${organisation(envelope)}` },
      { label: words.facts.withdrawn, value: utcMinute(end.at) },
    ],
    notes: [],
    footer: footerFor(envelope, to),
  };
}

function namedDocuments({ documents }: EnvelopeFacts): MailContent['facts'] {
  return documents.map((document, index) => namedDocument(document, index, documents.length));
}

/** Each by name where there are several; one alone is named by the title. */
function namedDocument({ name, fingerprint }: NamedDocument, index: number, total: number) {
  if (total < 2) return { label: words.facts.shown, value: fingerprint };
  const label = words.facts.documentOf(index + 1, total);
  return { label, value: `${oneLine(name, nameCharacters)} · ${fingerprint}` };
}

function sealedFacts(sealed: SealedFacts, index: number, total: number): MailContent['facts'] {
  return [namedDocument(sealed, index, total), { label: words.facts.fingerprint, value: sealed.sha256Hex }];
}

/** The sender alone can take the certificate: it tells of everybody. */
function certificateNote({ role }: Addressee, sender: string): string {
  const { completedCertificate } = words;
  return role === 'sender' ? completedCertificate.sender : completedCertificate.recipient(sender);
}

/** For which bytes the fingerprints hold, where timestamps follow behind the seal. */
function growsNote(sealed: readonly SealedFacts[]): readonly string[] {
  const growing = sealed.filter(({ growsBehind }) => growsBehind !== null);
  const [only] = growing;
  if (only === undefined || only.growsBehind === null) return [];
  return [sealed.length === 1 ? words.completedGrows(only.growsBehind) : words.completedGrowMany];
}

export function named(envelope: EnvelopeFacts): { sender: string; title: string } {
  return {
    sender: oneLine(envelope.senderName, nameCharacters),
    title: oneLine(envelope.title, titleCharacters),
  };
}

export function organisation(envelope: EnvelopeFacts): string {
  return oneLine(envelope.organisationName, nameCharacters);
}

function quoteOf(from: string, text: string): MailContent['quote'] {
  return text.trim() === '' ? null : { from, lines: paragraphs(text, messageCharacters) };
}

export function footerFor(envelope: EnvelopeFacts, to: Addressee): readonly string[] {
  if (to.role === 'sender') return words.footer.sender(envelope.senderEmail);
  const { sender } = named(envelope);
  return words.footer.recipient(sender, organisation(envelope), envelope.senderEmail, to.email);
}
