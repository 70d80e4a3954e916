import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasTool } from './external-tool.js';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const TIME_LIMIT_MS = 60_000;

const ARGUMENTS = [
  '--headless=new',
  // It ends with whoever holds the other end of the pipe, also when a test run is killed.
  '--remote-debugging-pipe',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** The Chromium of this machine, or null with a loud note. */
export function findChromium(): string | null {
  const chosen = process.env.CHROMIUM;
  return chosen ? chosen : (PROGRAMS.find(hasTool) ?? null);
}

/**
 * Opens a page that has `script` and `input`, and answers what its async function `main(input)` returns, as JSON. The
 * browser resolves no name and ends with the call. Throws when the page throws or says nothing in time.
 */
export async function runInChromium(program: string, script: string, input: unknown): Promise<unknown> {
  const profile = mkdtempSync(join(tmpdir(), 'sealwright-chromium-'));
  const replies = new EventEmitter();
  const server = createServer((request, response) => {
    if (request.method !== 'POST') {
      const [type, body] = resourceAt(request.url ?? '/', script, input);
      response.writeHead(200, { 'content-type': type }).end(body);
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.end();
      replies.emit('answer', Buffer.concat(chunks).toString('utf8'));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const browser = spawn(program, [...ARGUMENTS, `--user-data-dir=${profile}`, `http://127.0.0.1:${port}/`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  try {
    const [answer] = await once(replies, 'answer', { signal: AbortSignal.timeout(TIME_LIMIT_MS) });
    return parseAnswer(String(answer));
  } finally {
    browser.kill();
    await once(browser, 'exit');
    server.closeAllConnections();
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

const PAGE = `<!doctype html><meta charset="utf-8"><script src="/script.js"></script><script type="module">
const send = (body) => fetch('/answer', { method: 'POST', body: JSON.stringify(body) });
try {
  await send({ value: await main(await (await fetch('/input.json')).json()) });
} catch (error) {
  await send({ error: String(error) });
}
</script>`;

function resourceAt(url: string, script: string, input: unknown): [string, string] {
  if (url === '/script.js') return ['text/javascript', script];
  if (url === '/input.json') return ['application/json', JSON.stringify(input)];
  return ['text/html', PAGE];
}

function parseAnswer(text: string): unknown {
  const { value, error } = JSON.parse(text) as { value?: unknown; error?: string };
  if (error !== undefined) throw new Error(`In the page: ${error}`);
  return value;
}
