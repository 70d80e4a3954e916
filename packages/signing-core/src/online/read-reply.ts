import type { IncomingMessage } from 'node:http';
import { SigningError } from '../errors.js';

export type Reply =
  | { readonly status: number; readonly contentType: string | null; readonly body: Uint8Array }
  | { readonly location: string };

export interface ReplyWishes {
  readonly maxBytes: number;
  readonly contentTypes: readonly string[] | null;
  readonly statuses: readonly number[];
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** The whole body of a reply with a status that is wanted, or where a redirect points. Throws `outbound-request-failed`. */
export async function readReply(response: IncomingMessage, url: URL, wishes: ReplyWishes): Promise<Reply> {
  const { statusCode = 0, headers } = response;
  if (REDIRECTS.has(statusCode) && headers.location) {
    response.destroy();
    return { location: headers.location };
  }
  if (!wishes.statuses.includes(statusCode)) throw failed(`${url.host} answered with status ${statusCode}.`);
  const contentType = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? null;
  if (wishes.contentTypes && !wishes.contentTypes.includes(contentType ?? ''))
    throw failed(`${url.host} answered with something else (${contentType?.slice(0, 60) ?? 'no type'}).`);
  return { status: statusCode, contentType, body: await readBody(response, url, wishes.maxBytes) };
}

async function readBody(response: IncomingMessage, url: URL, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // What Content-Length says is not believed: the bytes are counted.
  for await (const chunk of response) {
    const bytes = new Uint8Array(Buffer.from(chunk));
    length += bytes.length;
    if (length > maxBytes) throw failed(`${url.host} answered with more than ${maxBytes} bytes.`);
    chunks.push(bytes);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

const failed = (message: string): SigningError => new SigningError('outbound-request-failed', message);
