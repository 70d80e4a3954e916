import { hostInWords, type MailContent } from './mail-content.js';

/** The text part: everything the HTML part says, readable in any client and by any screen reader. */
export function renderText(content: MailContent): string {
  const blocks = [
    content.heading,
    content.lead,
    quoted(content),
    act(content),
    facts(content),
    content.notes.join('\n\n'),
  ];
  const body = blocks.filter((block) => block !== '').join('\n\n');
  return `${body}\n\n-- \n${content.footer.join('\n')}\n`;
}

function quoted({ quote }: MailContent): string {
  if (!quote) return '';
  return [`${quote.from}:`, ...quote.lines.map((line) => `> ${line}`.trimEnd())].join('\n');
}

function act({ act }: MailContent): string {
  return act ? `${act.label} (opens ${hostInWords(act.url)}):\n${act.url}` : '';
}

function facts({ facts }: MailContent): string {
  return facts.map(({ label, value }) => `${label}: ${value}`).join('\n');
}
