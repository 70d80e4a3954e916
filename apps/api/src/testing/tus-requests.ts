import type { ApiBrowser, ApiRequest } from './api-browser.js';

export const TUS = { 'tus-resumable': '1.0.0' } as const;

/** Begins a resumable upload. @returns its path. */
export async function beginUpload(browser: ApiBrowser, fileName: string, byteSize: number): Promise<string> {
  const metadata = `filename ${Buffer.from(fileName).toString('base64')}`;
  const headers = { ...TUS, 'upload-length': String(byteSize), 'upload-metadata': metadata };
  const answer = await browser.send('/uploads', { method: 'POST', headers });
  const location = answer.headers.get('location');
  if (answer.status === 201 && location !== null) return location;
  throw new Error(`The upload answered ${answer.status}: ${answer.text}`);
}

/** The request that sends bytes from an offset on. */
export function bytesBody(bytes: Uint8Array, offset: number): ApiRequest {
  const headers = {
    ...TUS,
    'content-type': 'application/offset+octet-stream',
    'upload-offset': String(offset),
  };
  return { method: 'PATCH', body: bytes, headers };
}
