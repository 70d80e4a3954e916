import { SigningError } from '@sealwright/signing-core';
import type { ConvertedFormat } from '@sealwright/signing-core/office';
import { DocumentConverter } from '../../ports/document-converter.js';
import type { PlatformCheck } from '../../ports/platform-checks.js';
import { conversionRefusal } from './conversion-refusal.js';

/** The converter's own limit for a document, and the time others may make it wait. */
const ANSWER_LIMIT_MS = 90_000;
const CHECK_LIMIT_MS = 2_500;
const MOST_BYTES = 200 * 1_048_576;

/** With the converter service of docker-compose, which has LibreOffice and neither secrets nor a way out. */
export class RemoteDocumentConverter extends DocumentConverter {
  private readonly closing = new AbortController();

  constructor(private readonly origin: URL) {
    super();
  }

  override async convert(format: ConvertedFormat, bytes: Uint8Array): Promise<Uint8Array> {
    const response = await this.ask(`/convert/${format}`, ANSWER_LIMIT_MS, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: new Uint8Array(bytes),
    });
    if (!response.ok) throw conversionRefusal.parse(await textOf(response));
    return await bytesOf(response);
  }

  override async check(): Promise<PlatformCheck> {
    try {
      const response = await this.ask('/healthz', CHECK_LIMIT_MS, {});
      if (response.ok) return { state: 'ok', detail: 'The converter service converts office documents.' };
    } catch {
      // Said below: whatever it was, documents are refused with a sentence until it is over.
    }
    return { state: 'warn', detail: 'The converter service does not answer: office documents are refused.' };
  }

  override close(): void {
    this.closing.abort();
  }

  private async ask(path: string, limitMs: number, init: RequestInit): Promise<Response> {
    const signal = AbortSignal.any([this.closing.signal, AbortSignal.timeout(limitMs)]);
    try {
      return await fetch(new URL(path, this.origin), { ...init, signal, redirect: 'error' });
    } catch (cause) {
      throw unavailable(cause);
    }
  }
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let byteLength = 0;
  try {
    for await (const chunk of response.body ?? []) {
      byteLength += chunk.length;
      if (byteLength > MOST_BYTES) throw new RangeError('The converter answered with more than it may.');
      chunks.push(chunk);
    }
  } catch (cause) {
    throw unavailable(cause);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

async function textOf(response: Response): Promise<string> {
  return Buffer.from(await bytesOf(response)).toString('utf8');
}

function unavailable(cause: unknown): SigningError {
  const sentence =
    'The office converter does not answer. Save the document as a PDF and upload that, or try again in a minute.';
  return new SigningError('office-converter-unavailable', sentence, { cause });
}
