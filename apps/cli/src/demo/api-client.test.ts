import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ApiClient } from './api-client.js';

let server: Server;
const seen: IncomingMessage[] = [];

async function serve(status: number, body: unknown, headers: Record<string, string> = {}): Promise<string> {
  server = createServer((request, response) => {
    seen.push(request);
    response.writeHead(status, headers).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  seen.length = 0;
});

describe('ApiClient', () => {
  it('turns a problem into an error with its code and sentence', async () => {
    const origin = await serve(409, {
      code: 'envelope-not-draft',
      title: 'Not a draft',
      detail: 'It was sent.',
    });
    await expect(new ApiClient(origin, 'k').post('/x', z.unknown())).rejects.toMatchObject({
      code: 'api-envelope-not-draft',
      message: expect.stringContaining('It was sent.'),
    });
  });

  it('says so when an answer is not what was documented', async () => {
    const origin = await serve(200, { id: 7 });
    await expect(new ApiClient(origin).get('/x', z.object({ id: z.string() }))).rejects.toMatchObject({
      code: 'answer-unexpected',
    });
  });

  it('survives an error page that is no problem document', async () => {
    const origin = await serve(502, '<html>');
    await expect(new ApiClient(origin).get('/x', z.unknown())).rejects.toMatchObject({ code: 'api-unknown' });
  });

  it('keeps cookies, says where it comes from, and makes each POST idempotent on its own', async () => {
    const origin = await serve(200, {}, { 'set-cookie': 'sealwright-signer=abc; HttpOnly; Path=/' });
    const client = new ApiClient(origin);
    await client.post('/x', z.unknown());
    await client.post('/x', z.unknown(), { version: 3 });
    expect(seen[1]?.headers).toMatchObject({ cookie: 'sealwright-signer=abc', origin, 'if-match': '"3"' });
    expect(seen[0]?.headers['idempotency-key']).not.toBe(seen[1]?.headers['idempotency-key']);
  });
});
