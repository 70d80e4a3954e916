export type FindingState = 'ok' | 'warn' | 'fail';

/** One line of the doctor's report. */
export interface Finding {
  readonly name: string;
  readonly state: FindingState;
  /** What was seen. */
  readonly detail: string;
  /** What a person can do about it; null when nothing needs doing. */
  readonly remedy: string | null;
}

/** A check that ends with a finding instead of an error. `context` never contains a secret. */
export interface Check {
  readonly name: string;
  run(environment: NodeJS.ProcessEnv): Promise<Omit<Finding, 'name'> | readonly Finding[]>;
}

export const ok = (detail: string) => ({ state: 'ok', detail, remedy: null }) as const;
export const warn = (detail: string, remedy: string) => ({ state: 'warn', detail, remedy }) as const;
export const fail = (detail: string, remedy: string) => ({ state: 'fail', detail, remedy }) as const;

/** Thrown by a check that cannot go on; becomes its finding. */
export class Unwell extends Error {
  override readonly name = 'Unwell';

  constructor(
    detail: string,
    readonly remedy: string,
    options?: { cause?: unknown },
  ) {
    super(detail, options);
  }
}

/** Runs one step of a check; what it throws becomes its finding, so that the steps after it are still taken. */
export async function finding(name: string, step: () => Promise<Omit<Finding, 'name'>>): Promise<Finding> {
  try {
    return { name, ...(await step()) };
  } catch (error) {
    return { name, ...explain(error) };
  }
}

/** A thrown error as a finding. */
export function explain(error: unknown): Omit<Finding, 'name'> {
  if (error instanceof Unwell) return fail(error.message, error.remedy);
  return fail(reasonOf(error), 'This was not expected: look at the message, then run doctor again.');
}

/** A variable the check cannot do without. @throws Unwell */
export function requireVariable(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name];
  if (value) return value;
  throw new Unwell(`${name} is not set.`, `Start the platform once (npm start), or set ${name}.`);
}

/** What went wrong, in the words of the system: code and message, without a stack. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  const inner = error.cause instanceof Error ? ` (${reasonOf(error.cause)})` : '';
  return `${error.message.replace(/\.+$/, '') || ('code' in error ? String(error.code) : error.name)}${inner}`;
}
