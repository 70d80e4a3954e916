import { z } from 'zod';
import { CliError } from '../../terminal/cli-error.js';
import type { BenchWorld } from '../world.js';

const PIECE_BYTES = 8 * 1_048_576;
/** Longer than any file may take. */
const TIMEOUT_MS = 180_000;
const MOST_TRIES = 5;

const idShape = z.object({ id: z.string() });

interface UploadAnswer {
  readonly status: number;
  /** `accepted`, or the code of the refusal. */
  readonly outcome: string;
  /** Null when refused. */
  readonly documentId: string | null;
}

/** Sends a file as browsers do, in pieces (tus 1.0), all but the last step. @returns the upload's path. */
export async function sendPieces(
  world: BenchWorld,
  name: string,
  file: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const metadata = `filename ${Buffer.from(name).toString('base64')}`;
  const begun = await ask(world, '/api/v1/uploads', {
    method: 'POST',
    headers: { 'upload-length': String(file.byteLength), 'upload-metadata': metadata },
  });
  const path = begun.headers.get('location');
  if (begun.status !== 201 || path === null) throw refused('begun', begun.status);
  for (let at = 0; at < file.byteLength; at = await standing(world, path)) {
    // A line that breaks costs at most this piece: where to go on is asked, as every client of the protocol does.
    await ask(world, path, {
      method: 'PATCH',
      headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(at) },
      body: file.slice(at, at + PIECE_BYTES),
    });
  }
  return path;
}

async function standing(world: BenchWorld, path: string): Promise<number> {
  const answer = await ask(world, path, { method: 'HEAD' });
  const offset = Number(answer.headers.get('upload-offset') ?? Number.NaN);
  if (answer.status !== 200 || Number.isNaN(offset)) throw refused('continued', answer.status);
  return offset;
}

/** Has the document made of what arrived. */
export async function finishUpload(world: BenchWorld, path: string): Promise<UploadAnswer> {
  const answer = await ask(world, `${path}/finish`, { method: 'POST' });
  const text = await answer.text();
  const { status } = answer;
  if (answer.ok) return { status, outcome: 'accepted', documentId: idShape.parse(JSON.parse(text)).id };
  const code = /"code":"([a-z0-9-]+)"/.exec(text)?.[1] ?? 'unknown';
  return { status, outcome: code, documentId: null };
}

/** What the sender sees first. */
export async function openFirstPage(world: BenchWorld, documentId: string): Promise<void> {
  const answer = await ask(world, `/api/v1/documents/${documentId}/pages/1.webp`, { method: 'GET' });
  const { byteLength } = await answer.arrayBuffer();
  if (!answer.ok || byteLength === 0) throw refused('shown', answer.status);
}

async function ask(
  { origin, apiKey }: BenchWorld,
  path: string,
  { headers, ...init }: RequestInit & { readonly headers?: Record<string, string> },
): Promise<Response> {
  const own = { 'tus-resumable': '1.0.0', authorization: `Bearer ${apiKey}` };
  for (let tries = 1; ; tries += 1) {
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      return await fetch(new URL(path, origin), { ...init, headers: { ...own, ...headers }, signal });
    } catch (error) {
      // The line was closed while nothing was on it, or broke: all that is sent here may be sent twice.
      if (tries === MOST_TRIES) throw error;
    }
  }
}

function refused(what: string, status: number): CliError {
  return new CliError('bench-upload-refused', `An upload could not be ${what}: status ${status}.`);
}
