import { STYLE } from './style.mjs';

const PAGE_SIZE = 50;

/** The list of mails with a search field. */
export function listPage({ total, messages }, url) {
  const query = url.searchParams.get('query') ?? '';
  const offset = Number(url.searchParams.get('offset') ?? 0) || 0;
  const isUnfiltered = !query && !url.searchParams.get('to') && offset === 0;
  const rows = messages.map(listRow).join('');
  const empty = query
    ? 'No mail matches.'
    : 'No mail yet. Everything Sealwright sends on this machine lands here.';
  return layout({
    title: 'Inbox',
    newest: isUnfiltered ? (messages[0]?.id ?? '') : null,
    content: `
      <header class="bar"><h1>Inbox <small>${total.toLocaleString('en')}</small></h1>
        <form role="search"><input type="search" name="query" value="${escapeHtml(query)}" placeholder="Search address or subject" aria-label="Search address or subject"></form>
      </header>
      ${rows ? `<ol class="mails">${rows}</ol>` : `<p class="empty">${empty}</p>`}
      ${pager({ total, offset, query })}`,
  });
}

function listRow(mail) {
  return `<li><a href="/messages/${mail.id}">
    <span class="to">${escapeHtml(mail.to.join(', '))}</span>
    <span class="subject">${escapeHtml(mail.subject || '(no subject)')}</span>
    <time datetime="${mail.receivedAt}">${shortTime(mail.receivedAt)}</time></a></li>`;
}

function pager({ total, offset, query }) {
  const link = (start, text) =>
    `<a class="button" href="/?${new URLSearchParams({ query, offset: String(start) })}">${text}</a>`;
  const newer = offset > 0 ? link(Math.max(0, offset - PAGE_SIZE), 'Newer') : '';
  const older = offset + PAGE_SIZE < total ? link(offset + PAGE_SIZE, 'Older') : '';
  return newer || older ? `<nav class="pager" aria-label="Pages">${newer}${older}</nav>` : '';
}

/** One mail: its headings, the HTML part in a sandbox, the text part below, attachments to download. */
export function messagePage(mail) {
  const attachments = mail.attachments
    .map((one, position) => ({ ...attachmentView(one), position }))
    .map(
      (one) =>
        `<a class="button" href="/messages/${mail.id}/attachments/${one.position}" download="${escapeHtml(one.fileName)}">${escapeHtml(one.fileName)} · ${size(one.byteSize)}</a>`,
    )
    .join('');
  return layout({
    title: mail.subject || '(no subject)',
    content: `
      <header class="bar"><a class="button" href="/">Inbox</a><a class="button" href="/api/messages/${mail.id}/raw">Source</a></header>
      <article>
        <h1>${escapeHtml(mail.subject || '(no subject)')}</h1>
        <dl><dt>From</dt><dd>${escapeHtml(mail.from)}</dd><dt>To</dt><dd>${escapeHtml(mail.to.join(', '))}</dd>
            <dt>Received</dt><dd><time datetime="${mail.receivedAt}">${longTime(mail.receivedAt)}</time></dd></dl>
        ${attachments ? `<p class="attachments">${attachments}</p>` : ''}
        ${mail.html ? `<iframe title="The mail as it looks" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/messages/${mail.id}/html"></iframe>` : ''}
        <details${mail.html ? '' : ' open'}><summary>Plain text part</summary><pre>${escapeHtml(mail.text || '(none)')}</pre></details>
      </article>`,
  });
}

/** What is said about an attachment without its content. */
export function attachmentView(attachment) {
  const byteSize =
    typeof attachment.content === 'string'
      ? Buffer.byteLength(attachment.content)
      : attachment.content.byteLength;
  return { fileName: attachment.filename ?? 'attachment', mimeType: attachment.mimeType, byteSize };
}

function layout({ title, content, newest = null }) {
  const live = newest === null ? '' : '<script src="/refresh.js" defer></script>';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark"><title>${escapeHtml(title)} · Sealwright inbox</title><style>${STYLE}</style>${live}</head>
    <body data-newest="${newest ?? ''}"><main>${content}</main></body></html>`;
}

const MARKS = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text) => String(text).replace(/[&<>"']/g, (mark) => MARKS[mark]);
const shortTime = (iso) => `${iso.slice(5, 10)} ${iso.slice(11, 16)}`;
const longTime = (iso) => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
const size = (bytes) =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
