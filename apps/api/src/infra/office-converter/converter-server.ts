import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { CONVERTED_FORMATS, type ConvertedFormat } from '@sealwright/signing-core/office';
import type { DocumentConverter } from '../../ports/document-converter.js';
import { conversionRefusal } from './conversion-refusal.js';

/** The most a platform can be set to take. */
const MOST_BYTES = 500 * 1_048_576;
const RECEIVE_LIMIT_MS = 60_000;

/**
 * The converter as a service of its own: `POST /convert/<format>` with the bytes of the document, `GET /healthz`. It trusts
 * whoever reaches it, and so belongs into a network that only the api shares.
 */
export function createConverterServer(converter: DocumentConverter): Server {
  const server = createServer((request, response) => {
    answer(converter, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else send(response, 422, 'application/json', conversionRefusal.write(error));
    });
  });
  server.requestTimeout = RECEIVE_LIMIT_MS;
  return server;
}

async function answer(converter: DocumentConverter, request: IncomingMessage, response: ServerResponse) {
  const format = formatIn(request.url ?? '');
  if (request.method === 'GET' && request.url === '/healthz') {
    const { state, detail } = await converter.check();
    send(response, state === 'ok' ? 200 : 503, 'application/json', JSON.stringify({ state, detail }));
  } else if (request.method === 'POST' && format !== null) {
    const upload = await readBody(request);
    if (upload === null) send(response, 413, 'text/plain', 'too large');
    else send(response, 200, 'application/octet-stream', await converter.convert(format, upload));
  } else send(response, 404, 'text/plain', 'not found');
}

function formatIn(url: string): ConvertedFormat | null {
  const named = /^\/convert\/([a-z]+)$/.exec(url)?.[1];
  const formats = Object.keys(CONVERTED_FORMATS) as ConvertedFormat[];
  return formats.find((format) => format === named) ?? null;
}

/** Null when it is larger than anything that is sent on purpose. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let byteLength = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    byteLength += chunk.length;
    if (byteLength > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
