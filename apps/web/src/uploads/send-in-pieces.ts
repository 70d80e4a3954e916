import { DetailedError, defaultOptions, type PreviousUpload, Upload } from 'tus-js-client';
import { type Problem, parseProblem } from '@/api/problem';
import { uploadsEndpoint } from '@/api/upload';
import type { Sending, SendingEvents } from './upload-queue';

const pieceBytes = 8 * 1_048_576;
const lifetimeMs = 24 * 3_600_000;

/** Sends a file by tus. What this browser sent of the same file before, in a tab that was closed too, is not sent again. */
export function sendInPieces(file: File, events: SendingEvents): Sending {
  const upload = new Upload(file, {
    endpoint: uploadsEndpoint,
    chunkSize: pieceBytes,
    retryDelays: [0, 500, 2000],
    onShouldRetry: isWorthAnotherTry,
    metadata: { filename: file.name },
    removeFingerprintOnSuccess: true,
    onProgress: (sentBytes) => events.onSent(sentBytes),
    onSuccess: () => events.onWhole(upload.url?.split('/').at(-1) ?? ''),
    onError: (error) => events.onProblem(problemOf(error)),
  });
  let isFound: Promise<void> | null = null;
  let isWanted = false;
  return {
    start: () => {
      isWanted = true;
      isFound ??= goOnFromEarlier(upload);
      void isFound.then(() => isWanted && upload.start());
    },
    pause: () => {
      isWanted = false;
      void upload.abort();
    },
    cancel: () => {
      isWanted = false;
      // Gone already is as good; what cannot be reached now ends by itself after a day.
      upload.abort(true).catch(() => undefined);
    },
  };
}

/** An upload that a closed tab or a reload cut off: choosing the same file goes on with it. */
export interface UnfinishedUpload {
  readonly key: string;
  readonly fileName: string;
  readonly byteSize: number;
}

export async function unfinishedUploads(): Promise<readonly UnfinishedUpload[]> {
  const all = await defaultOptions.urlStorage.findAllUploads();
  return all.filter(isYoung).map(({ urlStorageKey, metadata, size }) => ({
    key: urlStorageKey,
    fileName: metadata.filename ?? '',
    byteSize: size ?? 0,
  }));
}

/** Takes what arrived off the server, and our note of it with it. */
export async function forgetUpload(key: string): Promise<void> {
  const all = await defaultOptions.urlStorage.findAllUploads();
  const url = all.find(({ urlStorageKey }) => urlStorageKey === key)?.uploadUrl;
  await defaultOptions.urlStorage.removeUpload(key);
  if (url) await Upload.terminate(url).catch(() => undefined);
}

async function goOnFromEarlier(upload: Upload): Promise<void> {
  const earlier = (await upload.findPreviousUploads()).filter(isYoung);
  const [newest] = earlier.sort((a, b) => Date.parse(b.creationTime) - Date.parse(a.creationTime));
  if (newest) upload.resumeFromPreviousUpload(newest);
}

function isYoung({ creationTime }: PreviousUpload): boolean {
  return Date.now() - Date.parse(creationTime) < lifetimeMs;
}

/**
 * At once and unseen only where nobody answered, or another request holds the upload. A server that answers that it is busy
 * says when to come again: {@link UploadQueue} waits for that and shows it.
 */
function isWorthAnotherTry(error: DetailedError): boolean {
  const status = error.originalResponse?.getStatus() ?? 0;
  return [0, 409, 423, 500].includes(status) && navigator.onLine;
}

function problemOf(error: Error): Problem {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  if (response)
    return parseProblem(response.getStatus(), response.getBody(), response.getHeader('Retry-After') ?? null);
  return { code: 'network-unreachable', status: 0, title: '', detail: '', errors: [] };
}
