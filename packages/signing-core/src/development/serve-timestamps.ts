import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { TimestampAuthority } from '../timestamp/authority.js';

export interface TimestampServer {
  /** Where requests are posted (RFC 3161 § 3.4). */
  readonly url: string;
  close(): Promise<void>;
}

export interface TimestampServerOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** Loopback when absent. */
  readonly host?: string;
}

const MAX_REQUEST_BYTES = 16 * 1024;
const TIME_LIMIT_MS = 10_000;

/** Serves an authority over HTTP, for development: `POST` with `application/timestamp-query`. Throws when the port is taken. */
export async function serveTimestamps(
  authority: TimestampAuthority,
  { port, host = '127.0.0.1' }: TimestampServerOptions,
): Promise<TimestampServer> {
  const server = createServer((request, response) => {
    void answer(authority, request, response);
  });
  server.requestTimeout = TIME_LIMIT_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const boundPort = typeof address === 'object' && address ? address.port : port;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${boundPort}/`, close };
}

async function answer(
  authority: TimestampAuthority,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') return refuse(response, 405, 'Timestamp requests are posted.');
  if (request.headers['content-type'] !== 'application/timestamp-query')
    return refuse(response, 415, 'The content type must be application/timestamp-query.');
  try {
    const requestDer = await readBody(request);
    if (!requestDer) return refuse(response, 413, 'The request is too large.');
    const reply = await authority.respond(requestDer, AbortSignal.timeout(TIME_LIMIT_MS));
    response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(reply);
  } catch (error) {
    refuse(response, 503, error instanceof Error ? error.message : 'The authority is not available.');
  }
}

function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${sentence}\n`);
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > MAX_REQUEST_BYTES) return null;
    chunks.push(bytes);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
