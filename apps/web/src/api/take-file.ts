import { type AnyParts, anyAddressOf } from './address';
import type { OperationName, Wanted } from './operations';
import { ProblemError, parseProblem } from './problem';

export interface TakenFile {
  readonly name: string;
  readonly blob: Blob;
}

/** Asks for a file with a POST, which is what gets recorded; the answer is the file. Throws {@link ProblemError}. */
export async function takeFile<N extends OperationName & `POST ${string}`>(
  operation: N,
  wanted: Wanted<N>,
): Promise<TakenFile> {
  const { body, ...parts } = wanted as AnyParts & { readonly body?: unknown };
  try {
    const response = await fetch(anyAddressOf(operation, parts), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      cache: 'no-store',
    });
    if (!response.ok) throw new ProblemError(parseProblem(response.status, await response.text()));
    const name = fileNameIn(response.headers.get('content-disposition') ?? '');
    return { name, blob: await response.blob() };
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    // Also when the connection was cut in the middle: half a file is no file.
    throw new ProblemError(
      { code: 'network-unreachable', status: 0, title: '', detail: '', errors: [] },
      cause,
    );
  }
}

/** Puts a file into the visitor's downloads. */
export function saveFile({ name, blob }: TakenFile): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken its copy by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function fileNameIn(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1];
  return encoded === undefined ? 'download' : decodeURIComponent(encoded);
}
