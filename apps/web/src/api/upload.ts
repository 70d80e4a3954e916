import type { EnvelopeDocument } from './documents';
import { newIdempotencyKey } from './idempotency-key';
import { ProblemError, parseProblem } from './problem';

/**
 * Uploads one PDF and reports how much has left this machine, which `fetch` cannot tell. Refusals come as
 * {@link ProblemError} with a sentence to show.
 *
 * @param onShare 0 to 1 of the bytes sent; the server's check begins at 1.
 */
export function uploadWithProgress(file: File, onShare: (share: number) => void): Promise<EnvelopeDocument> {
  const form = new FormData();
  form.set('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/documents');
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('idempotency-key', newIdempotencyKey());
    request.upload.onprogress = (event) => onShare(event.total > 0 ? event.loaded / event.total : 0);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText));
      else reject(new ProblemError(parseProblem(request.status, request.responseText)));
    };
    request.onerror = () =>
      reject(new ProblemError({ code: 'network-unreachable', status: 0, title: '', detail: '', errors: [] }));
    request.send(form);
  });
}
