import type { MailContent } from './mail-content.js';
import { mailWords } from './mail-words.js';
import { oneLine } from './plain-words.js';
import { utcMinute } from './utc-minute.js';

const words = mailWords.auditor;
const nameCharacters = 120;
const reasonCharacters = 500;

export interface AuditorFacts {
  readonly name: string;
  readonly email: string;
  readonly organisationName: string;
  readonly grantedBy: string | null;
  readonly reason: string;
  readonly expiresAt: Date;
}

/** To somebody who may read the evidence for a time. `setsPassword`: the address is a link to set one, usable once. */
export function composeAuditorMail(
  auditor: AuditorFacts,
  link: { url: string; setsPassword: boolean; linkUntil: Date },
): MailContent {
  const organisation = oneLine(auditor.organisationName, nameCharacters);
  const admin = oneLine(auditor.grantedBy ?? words.anAdministrator, nameCharacters);
  return {
    subject: words.subject(organisation),
    preview: words.lead(admin, organisation),
    heading: words.heading(organisation),
    lead: words.lead(admin, organisation),
    quote: null,
    act: { label: link.setsPassword ? words.setPassword : words.signIn, url: link.url },
    facts: [
      { label: words.facts.reason, value: oneLine(auditor.reason, reasonCharacters) },
      { label: words.facts.until, value: utcMinute(auditor.expiresAt) },
      { label: words.facts.account, value: auditor.email },
    ],
    notes: [
      ...(link.setsPassword ? [words.onceUntil(utcMinute(link.linkUntil))] : []),
      words.readingIsRecorded,
    ],
    footer: words.footer(admin, organisation, auditor.email),
  };
}
