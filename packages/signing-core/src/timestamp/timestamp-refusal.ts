import { SigningError } from '../errors.js';

export interface TimestampFailure {
  readonly authorityName: string;
  readonly error: SigningError;
}

/** `timestamp-unavailable` or `timestamp-invalid`, with what happened at each authority that was asked. */
export class TimestampError extends SigningError {
  constructor(
    code: 'timestamp-unavailable' | 'timestamp-invalid',
    message: string,
    readonly failures: readonly TimestampFailure[],
  ) {
    super(code, message, { cause: failures[0]?.error });
  }
}

/** Invalid only when every authority lied: while one was merely away, asking again later can help. */
export function timestampRefusal(failures: readonly TimestampFailure[]): TimestampError {
  if (failures.length === 0)
    return new TimestampError('timestamp-unavailable', 'No timestamp authority is configured.', failures);
  const allLied = failures.every(({ error }) => error.code === 'timestamp-invalid');
  const causes = failures.map(({ authorityName, error }) => `${authorityName}: ${error.message}`).join(' ');
  return new TimestampError(
    allLied ? 'timestamp-invalid' : 'timestamp-unavailable',
    `No usable timestamp. ${causes}`,
    failures,
  );
}
