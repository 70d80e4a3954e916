import { createServer } from 'node:http';
import { attachmentView, listPage, messagePage } from './pages.mjs';

const MAX_LIMIT = 1_000;
const LOCAL_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);
// A mail is foreign HTML: no scripts, no frames, nothing loaded from elsewhere; links open in a new tab.
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:";
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * The inbox for people (`/`, `/messages/:id`) and for programs:
 * `GET /api/messages?to=&query=&limit=&offset=` → `{ total, messages: MessageSummary[] }`, newest first;
 * `GET /api/messages/:id` → summary + `text`, `html`, `links`, `headers`, `attachments`; `GET /api/messages/:id/raw`;
 * `DELETE /api/messages` forgets all.
 */
export function createInboxPages(store) {
  const routes = [
    ['GET', /^\/healthz$/, () => json(200, { status: 'ok' })],
    ['GET', /^\/$/, (_, url) => page(listPage(store.list(listFilter(url)), url))],
    ['GET', /^\/refresh\.js$/, () => ({ status: 200, type: 'text/javascript', body: REFRESH_SCRIPT })],
    ['GET', /^\/messages\/([^/]+)$/, withMessage(store, (mail) => page(messagePage(mail)))],
    ['GET', /^\/messages\/([^/]+)\/html$/, withMessage(store, mailHtml)],
    ['GET', /^\/messages\/([^/]+)\/attachments\/(\d+)$/, withMessage(store, attachment)],
    ['GET', /^\/api\/messages$/, (_, url) => json(200, store.list(listFilter(url)))],
    ['GET', /^\/api\/messages\/([^/]+)$/, withMessage(store, (mail) => json(200, forPrograms(mail)))],
    [
      'GET',
      /^\/api\/messages\/([^/]+)\/raw$/,
      withMessage(store, (mail) => ({ status: 200, type: 'text/plain; charset=utf-8', body: mail.raw })),
    ],
    ['DELETE', /^\/api\/messages$/, () => store.clear().then(() => ({ status: 204, body: '' }))],
  ];
  return createServer((request, response) => {
    void answer(routes, request)
      .catch((error) => {
        console.error(error);
        return json(500, { code: 'inbox-failed', detail: 'The inbox could not answer; its log says why.' });
      })
      .then((reply) => send(response, reply));
  });
}

async function answer(routes, request) {
  const url = new URL(request.url ?? '/', 'http://inbox');
  // Mails hold signing links. A foreign web page that points its own name at 127.0.0.1 (DNS rebinding) must not read them.
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (!LOCAL_NAMES.has(host))
    return json(421, { code: 'wrong-host', detail: 'Open the inbox as localhost or 127.0.0.1.' });
  for (const [method, pattern, handle] of routes) {
    const match = method === request.method ? pattern.exec(url.pathname) : null;
    if (match) return handle(match.slice(1), url);
  }
  return json(404, { code: 'not-found', detail: 'The inbox has no such page.' });
}

function withMessage(store, handle) {
  return async ([id, ...rest]) => {
    const mail = await store.read(id);
    return mail
      ? handle(mail, ...rest)
      : json(404, { code: 'message-unknown', detail: `There is no mail ${id.slice(0, 20)}.` });
  };
}

function listFilter(url) {
  const asCount = (name, fallback) => {
    const value = Number(url.searchParams.get(name) ?? fallback);
    return Number.isInteger(value) && value >= 0 ? value : fallback;
  };
  return {
    to: url.searchParams.get('to') ?? undefined,
    query: url.searchParams.get('query') ?? undefined,
    limit: Math.min(asCount('limit', 50), MAX_LIMIT),
    offset: asCount('offset', 0),
  };
}

function forPrograms({ raw, attachments, ...mail }) {
  const links = [...new Set([...mail.text.matchAll(/https?:\/\/[^\s<>"')\]]+/g)].map(([link]) => link))];
  return { ...mail, links, attachments: attachments.map(attachmentView) };
}

function mailHtml(mail) {
  const base = '<base target="_blank">';
  // Inside <head> where there is one: anything before the doctype would switch the mail to quirks mode.
  const body = /<head[^>]*>/i.test(mail.html)
    ? mail.html.replace(/<head[^>]*>/i, `$&${base}`)
    : `${base}${mail.html}`;
  return { status: 200, type: 'text/html; charset=utf-8', policy: MAIL_POLICY, body };
}

function attachment(mail, position) {
  const found = mail.attachments[Number(position)];
  if (!found) return json(404, { code: 'attachment-unknown', detail: 'This mail has no such attachment.' });
  return { status: 200, type: 'application/octet-stream', download: true, body: Buffer.from(found.content) };
}

const json = (status, value) => ({ status, type: 'application/json', body: JSON.stringify(value) });
const page = (body) => ({ status: 200, type: 'text/html; charset=utf-8', policy: PAGE_POLICY, body });

function send(response, { status, type, body, policy = "default-src 'none'", download = false }) {
  response.writeHead(status, {
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    ...(type ? { 'content-type': type } : {}),
    ...(download ? { 'content-disposition': 'attachment' } : {}),
  });
  response.end(body);
}

/** Reloads the list when a mail has arrived; a page in the background stays quiet. */
const REFRESH_SCRIPT = `
const seen = document.body.dataset.newest;
setInterval(async () => {
  if (document.hidden) return;
  const answer = await fetch('/api/messages?limit=1').then((r) => r.json()).catch(() => null);
  if (answer && (answer.messages[0]?.id ?? '') !== seen) location.reload();
}, 2000);
`;
