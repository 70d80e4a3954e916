import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SigningError } from '../errors.js';
import { type GuardedFetchOptions, guardedFetch } from './guarded-fetch.js';
import { isPublicAddress } from './outbound-address.js';
import type { ResolveHost } from './public-lookup.js';

let server: Server;
let port: number;
let seen: string[] = [];
let answer: RequestListener;

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});

beforeEach(() => {
  seen = [];
  answer = (_request, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('hello');
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function failureOf(url: string, options: GuardedFetchOptions = {}): Promise<SigningError> {
  const error = await guardedFetch(url, { timeLimitMs: 1000, ...options }).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof SigningError) return error;
  throw new Error(`${url} was asked`, { cause: error });
}

const local = (path = '/'): string => `http://127.0.0.1:${port}${path}`;
const allowed = (): GuardedFetchOptions => ({ allowHosts: [`127.0.0.1:${port}`] });

/** Every name leads to these, one list after the other. */
function resolvesTo(...answers: readonly (readonly string[])[]): ResolveHost {
  let calls = 0;
  return (_hostname, done) => {
    const addresses = answers[Math.min(calls++, answers.length - 1)] ?? [];
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
}

const PRIVATE = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.2.7',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.5',
  '224.0.0.1',
  '239.1.1.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  'fc00::1',
  'fd12::1',
  'fe80::1',
  'fec0::1',
  'ff02::1',
  '2001:db8::1',
  '2001::1',
  '2002:7f00:1::',
  '100::1',
  'fd00:ec2::254',
  '5f00::1',
  'localhost',
  '127.1',
  '',
];

describe('isPublicAddress', () => {
  it.each(PRIVATE)('refuses %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.0.1',
    '2606:4700::1111',
    '2a00:1450::1',
  ])('accepts %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('guardedFetch', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://0/',
    'http://127.0.0.1./',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[fe80::1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fd00:ec2::254]/',
    'http://10.0.0.1/',
    'https://192.168.0.1/',
    'http://100.100.100.200/',
    'http://①②⑦.⓪.⓪.①/',
    'http://user:secret@example.org/',
    'file:///etc/passwd',
    'ftp://example.org/',
    'gopher://example.org/',
    'unix:/var/run/docker.sock',
    'data:text/plain,hello',
    'javascript:1',
    'not a url',
    '',
    '//example.org/',
  ])('refuses %s before asking anybody', async (url) => {
    expect((await failureOf(url, { resolveHost: resolvesTo(['127.0.0.1']) })).code).toBe(
      'outbound-url-refused',
    );
    expect(seen).toEqual([]);
  });

  it.each([
    [['127.0.0.1']],
    [['1.1.1.1', '127.0.0.1']],
    [['::1']],
    [['::ffff:127.0.0.1']],
    [['169.254.169.254']],
  ])('refuses a name that leads to %j', async (addresses) => {
    const options = { resolveHost: resolvesTo(addresses) };
    expect((await failureOf(`http://innocent.example:${port}/`, options)).code).toBe('outbound-url-refused');
    expect(seen).toEqual([]);
  });

  it('judges the address it connects to, so a name that turns round gains nothing', async () => {
    const turning = resolvesTo(['192.0.2.1'], ['127.0.0.1']);
    const options = { resolveHost: turning };
    const url = `http://turning.example:${port}/`;
    expect((await failureOf(url, options)).code).toBe('outbound-url-refused');
    expect((await failureOf(url, options)).code).toBe('outbound-url-refused');
    expect(seen).toEqual([]);
  });

  it('refuses a private host by its system name as well', async () => {
    expect((await failureOf(`http://localhost:${port}/`)).code).toBe('outbound-url-refused');
    expect(seen).toEqual([]);
  });

  it('asks a private host that an operator named, and only at the port he named', async () => {
    const reply = await guardedFetch(local('/a'), allowed());
    expect(new TextDecoder().decode(reply.body)).toBe('hello');
    expect(reply.contentType).toBe('text/plain');
    expect(seen).toEqual(['GET /a']);
    await guardedFetch(local(), { allowHosts: ['127.0.0.1'] });
    expect((await failureOf(local(), { allowHosts: ['127.0.0.1:1'] })).code).toBe('outbound-url-refused');
    await guardedFetch(`http://LocalHost:${port}/`, { allowHosts: ['localhost'] });
  });

  it('follows no redirect unless asked to, and judges where it leads', async () => {
    const redirectTo = (location: string) => {
      answer = ({ url }, response) =>
        url === '/' ? response.writeHead(302, { location }).end() : response.writeHead(200).end('there');
    };
    redirectTo(local('/next'));
    expect((await failureOf(local(), allowed())).message).toContain('redirects');
    expect((await guardedFetch(local(), { ...allowed(), maxRedirects: 1 })).url).toBe(local('/next'));
    redirectTo(`http://127.0.0.2:${port}/secret`);
    expect((await failureOf(local(), { ...allowed(), maxRedirects: 5 })).code).toBe('outbound-url-refused');
    redirectTo('file:///etc/passwd');
    expect((await failureOf(local(), { ...allowed(), maxRedirects: 5 })).code).toBe('outbound-url-refused');
    redirectTo(local('/'));
    expect((await failureOf(local(), { ...allowed(), maxRedirects: 3 })).message).toContain('redirects');
    const body = Uint8Array.of(1);
    redirectTo(local('/next'));
    const posted = await failureOf(local(), { ...allowed(), method: 'POST', body, maxRedirects: 3 });
    expect(posted.code).toBe('outbound-request-failed');
    expect(seen.at(-1)).toBe('POST /');
  });

  it('stops at the size it was given, whatever the length says', async () => {
    answer = (_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(Buffer.alloc(64 * 1024)), 1);
      response.on('close', () => clearInterval(timer));
    };
    const error = await failureOf(local(), { ...allowed(), maxBytes: 100_000 });
    expect(error.message).toContain('more than 100000 bytes');
  });

  it('stops when the time is over, also while bytes trickle in', async () => {
    answer = (_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
    };
    const error = await failureOf(local(), { ...allowed(), timeLimitMs: 200 });
    expect(error.message).toContain('did not answer in time');
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    expect((await failureOf(local(), { ...allowed(), signal: controller.signal })).code).toBe(
      'outbound-request-failed',
    );
  });

  it('answers another status only where it was asked for', async () => {
    answer = (_request, response) =>
      response.writeHead(409, { 'content-type': 'text/x.tlog.size' }).end('7\n');
    const reply = await guardedFetch(local(), { ...allowed(), method: 'POST', statuses: [200, 409] });
    expect([reply.status, reply.contentType]).toEqual([409, 'text/x.tlog.size']);
    expect((await failureOf(local(), allowed())).message).toContain('status 409');
  });

  it('takes only what it asked for', async () => {
    const wish = { ...allowed(), contentTypes: ['application/ocsp-response'] };
    expect((await failureOf(local(), wish)).message).toContain('something else (text/plain)');
    answer = (_request, response) => response.writeHead(503).end();
    expect((await failureOf(local(), allowed())).message).toContain('status 503');
    answer = (_request, response) => response.destroy();
    expect((await failureOf(local(), allowed())).message).toContain('broke the connection off');
    const closed = `http://127.0.0.1:1/`;
    expect((await failureOf(closed, { allowHosts: ['127.0.0.1'] })).message).toContain(
      'refused the connection',
    );
  });
});
