import type { OperationName, Wanted } from './operations';

type Parts<N extends OperationName> = Pick<Wanted<N>, keyof Wanted<N> & ('path' | 'query')>;

/** Where an operation lives on the page's own origin: for pictures, downloads and live streams. */
export const addressOf = <N extends OperationName & `GET ${string}`>(
  operation: N,
  ...[parts]: Parts<N> extends Record<never, never> ? [Parts<N>?] : [Parts<N>]
): string => anyAddressOf(operation, parts ?? {});

export interface AnyParts {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, unknown>>;
}

/** @param operation a method and a path, such as `GET /envelopes/{id}`, already checked */
export function anyAddressOf(operation: string, { path = {}, query = {} }: AnyParts): string {
  const pattern = operation.slice(operation.indexOf(' ') + 1);
  const filled = pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  return `/api/v1${filled}${queryOf(query)}`;
}

/** The parameters that are set, with their question mark, or ''. */
function queryOf(parameters: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
