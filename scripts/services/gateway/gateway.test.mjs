import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createGateway } from './gateway.mjs';

const opened = [];
afterEach(() => {
  for (const server of opened.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push(server);
  return `http://127.0.0.1:${server.address().port}`;
}

async function gatewayBefore(api, web = api) {
  const apiOrigin = await listen(createServer(api));
  const webOrigin = await listen(createServer(web));
  return listen(createGateway({ apiOrigin, webOrigin }));
}

const saying = (text) => (_, response) => response.end(text);

describe('the gateway', () => {
  it('sends /api, /log, /healthz and /readyz to the api and the rest to the web', async () => {
    const origin = await gatewayBefore(saying('api'), saying('web'));
    const answers = {};
    for (const path of [
      '/api/v1/envelopes?x=1',
      '/api',
      '/healthz',
      '/readyz?verbose',
      '/log/tile/0/x001/234.p/5',
      '/',
      '/apiary',
      '/login',
      '/healthzz',
      '/s/token',
    ]) {
      answers[path] = await (await fetch(origin + path)).text();
    }
    expect(answers).toEqual({
      '/api/v1/envelopes?x=1': 'api',
      '/api': 'api',
      '/healthz': 'api',
      '/readyz?verbose': 'api',
      '/log/tile/0/x001/234.p/5': 'api',
      '/': 'web',
      '/apiary': 'web',
      '/login': 'web',
      '/healthzz': 'web',
      '/s/token': 'web',
    });
  });

  it('replaces what a client claims about its address', async () => {
    const origin = await gatewayBefore((request, response) => response.end(JSON.stringify(request.headers)));
    const claims = {
      'x-forwarded-for': '6.6.6.6',
      'x-real-ip': '6.6.6.6',
      forwarded: 'for=6.6.6.6',
      'x-forwarded-proto': 'https',
    };
    const seen = await (await fetch(`${origin}/api/v1/me`, { headers: claims })).json();
    expect(seen['x-forwarded-for']).toBe('127.0.0.1');
    expect(seen['x-forwarded-proto']).toBe('http');
    expect(JSON.stringify(seen)).not.toContain('6.6.6.6');
    expect(seen.host).toBe(new URL(origin).host);
  });

  it('passes an event stream on event by event and tells the api when the reader leaves', async () => {
    let left = false;
    const origin = await gatewayBefore((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: one\n\n');
      response.on('close', () => {
        left = true;
      });
    });
    const leave = new AbortController();
    const answer = await fetch(`${origin}/api/v1/envelopes/1/live`, { signal: leave.signal });
    const first = await answer.body.getReader().read();
    expect(Buffer.from(first.value).toString()).toBe('data: one\n\n');
    leave.abort();
    await expect.poll(() => left).toBe(true);
  });

  it('passes an upload on while it is still being sent', async () => {
    let seenBytes = 0;
    const origin = await gatewayBefore((request, response) => {
      request.on('data', (chunk) => {
        seenBytes += chunk.length;
      });
      request.on('end', () => response.end('done'));
    });
    const upload = httpRequest(`${origin}/api/v1/envelopes`, { method: 'POST' });
    upload.write(Buffer.alloc(100_000));
    await expect.poll(() => seenBytes).toBe(100_000);
    upload.end('x');
    await once(upload, 'response');
    expect(seenBytes).toBe(100_001);
  });

  it('passes on what is answered before the body comes', async () => {
    const origin = await gatewayBefore((_, response) => response.writeHead(413).end());
    const upload = httpRequest(`${origin}/api/v1/documents`, {
      method: 'POST',
      headers: { 'content-length': '209715201' },
    });
    upload.on('error', () => {});
    upload.flushHeaders();
    const [answer] = await once(upload, 'response');
    expect(answer.statusCode).toBe(413);
    upload.destroy();
  });

  it('answers 502 as a page to a browser and as a problem to a program', async () => {
    const nobody = 'http://127.0.0.1:9';
    const origin = await listen(createGateway({ apiOrigin: nobody, webOrigin: nobody }));
    const page = await fetch(origin, { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8']);
    const problem = await fetch(`${origin}/api/v1/me`);
    expect(problem.status).toBe(502);
    expect(await problem.json()).toMatchObject({ code: 'platform-restarting', status: 502 });
  });

  it('cuts an answer that the api did not finish', async () => {
    const origin = await gatewayBefore(async (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      await sleep(50);
      response.destroy();
    });
    const answer = await fetch(`${origin}/api/v1/file`);
    await expect(answer.text()).rejects.toThrow();
  });
});
