import { hostInWords, type MailContent } from './mail-content.js';
import { darkStyles, style } from './mail-styles.js';
import { escapeHtml as safe } from './plain-words.js';

/**
 * The HTML part: tables and inline styles, because many clients know nothing else; no image, no web font, no script,
 * nothing is fetched. Dark colours are an addition in <style>; a client that drops it still shows a complete light mail.
 */
export function renderHtml(content: MailContent): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${safe(content.subject)}</title><style>${darkStyles}</style></head>
<body class="sw-paper" style="${style.body}">
<div style="${style.preview}">${safe(content.preview)}${'&#8199;&#847;'.repeat(30)}</div>
<table role="presentation" class="sw-paper" width="100%" cellpadding="0" cellspacing="0" border="0" style="${style.outer}"><tr><td align="center" style="${style.gutter}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="${style.column}">
<tr><td class="sw-card" style="${style.card}">
<h1 class="sw-ink" style="${style.heading}">${safe(content.heading)}</h1>
<p class="sw-ink" style="${style.lead}">${safe(content.lead)}</p>
${quote(content)}${button(content)}${facts(content)}${notes(content)}
</td></tr>
<tr><td class="sw-soft" style="${style.footer}">${content.footer.map(safe).join('<br>')}</td></tr>
</table></td></tr></table>
</body></html>
`;
}

function quote({ quote }: MailContent): string {
  if (!quote) return '';
  const lines = quote.lines.map(safe).join('<br>');
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="${style.block}"><tr>
<td class="sw-quote" style="${style.quote}"><span class="sw-soft" style="${style.quoteFrom}">${safe(quote.from)}</span><br>${lines}</td></tr></table>
`;
}

function button({ act }: MailContent): string {
  if (!act) return '';
  const url = safe(act.url);
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="${style.block}"><tr>
<td class="sw-button" align="center" style="${style.buttonCell}"><a class="sw-button" href="${url}" style="${style.button}">${safe(act.label)}</a></td></tr></table>
<p class="sw-soft" style="${style.under}">The button opens <strong>${safe(hostInWords(act.url))}</strong>. If it does nothing, copy this address:<br><a class="sw-soft" href="${url}" style="${style.address}">${url}</a></p>
`;
}

function facts({ facts }: MailContent): string {
  if (facts.length === 0) return '';
  const rows = facts.map(
    ({ label, value }) =>
      `<tr><td class="sw-soft sw-rule" valign="top" style="${style.factLabel}">${safe(label)}</td><td class="sw-ink sw-rule" valign="top" style="${style.factValue}">${safe(value)}</td></tr>`,
  );
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="${style.facts}">${rows.join('')}</table>
`;
}

function notes({ notes }: MailContent): string {
  return notes.map((note) => `<p class="sw-soft" style="${style.note}">${safe(note)}</p>`).join('\n');
}
