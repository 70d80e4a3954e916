/** One fault of a request, tied to the part of the body it concerns (RFC 6901 pointer). */
export interface ProblemPointer {
  readonly pointer: string;
  readonly detail: string;
}

export interface Problem {
  /** Stable kebab-case code; the interface's own are `network-unreachable` and `answer-unreadable`. */
  readonly code: string;
  /** HTTP status, 0 when no answer came. */
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly ProblemPointer[];
  /** How long the server asks to be left alone (Retry-After in seconds); absent where it does not say. */
  readonly retryAfterS?: number;
}

/** Thrown by every call of `src/api`; carries the server's problem document (RFC 9457). */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, cause?: unknown) {
    super(problem.detail, { cause });
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return { code: 'unexpected', status: 0, title: '', detail: '', errors: [] };
}

/**
 * Reads a problem document; anything else (a proxy's HTML page) becomes `answer-unreadable` with the status kept.
 *
 * @param retryAfter the header Retry-After as it came; a date in it counts as nothing said.
 */
export function parseProblem(status: number, body: string, retryAfter: string | null = null): Problem {
  const said = /^\d{1,6}$/.test(retryAfter ?? '') ? { retryAfterS: Number(retryAfter) } : {};
  const json = tryJson(body);
  if (!isRecord(json))
    return { code: 'answer-unreadable', status, title: '', detail: '', errors: [], ...said };
  const title = textOf(json.title);
  return {
    ...said,
    code: textOf(json.code) || codeFromType(textOf(json.type)) || 'unexpected',
    status,
    title,
    detail: textOf(json.detail) || title,
    errors: Array.isArray(json.errors) ? json.errors.flatMap(readPointer) : [],
  };
}

/** The first fault whose pointer is or lies under `pointer`, e.g. `/recipients/0/email`. */
export function faultAt(problem: Problem | null, pointer: string): string | undefined {
  return problem?.errors.find((e) => e.pointer === pointer || e.pointer.startsWith(`${pointer}/`))?.detail;
}

function codeFromType(type: string): string {
  return /\/problems\/([a-z0-9-]+)$/.exec(type)?.[1] ?? '';
}

function readPointer(entry: unknown): ProblemPointer[] {
  if (!isRecord(entry)) return [];
  return [{ pointer: textOf(entry.pointer), detail: textOf(entry.detail) }];
}

function tryJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
