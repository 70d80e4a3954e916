import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TokenError } from './token-error.js';

/**
 * Reads the PIN from the file that a URI's `pin-source` names (RFC 7512 § 2.4): a path or a `file:` URI. The first
 * line is the PIN. A `|command` is never run: whoever may choose a key must not thereby choose a program.
 *
 * @throws TokenError `token-uri-invalid`, or `token-pin-missing` when the file is not there or empty.
 */
export function readPinSource(pinSource: string): string {
  const path = pathOf(pinSource);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new TokenError('token-pin-missing', 'The file that pin-source names cannot be read.', { cause });
  }
  const pin = text.split(/\r?\n/, 1)[0] ?? '';
  if (pin === '') throw new TokenError('token-pin-missing', 'The file that pin-source names is empty.');
  return pin;
}

/** True when others than its owner may read the file: the PIN is then as good as public on this machine. */
export function isReadableByOthers(path: string): boolean {
  return (statSync(path).mode & 0o077) !== 0;
}

function pathOf(pinSource: string): string {
  if (pinSource.startsWith('|')) {
    throw new TokenError(
      'token-uri-invalid',
      'A pin-source that runs a program is not supported; name a file: pin-source=file:/path/to/pin.',
    );
  }
  if (!/^[a-z][a-z0-9+.-]*:/i.test(pinSource)) return pinSource;
  if (/^file:\/(?!\/)/i.test(pinSource)) return pinSource.slice('file:'.length);
  try {
    return fileURLToPath(pinSource);
  } catch (cause) {
    throw new TokenError('token-uri-invalid', 'A pin-source must be a path or a file: URI.', { cause });
  }
}
