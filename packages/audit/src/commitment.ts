import { canonicalBytes } from './canonical.js';
import { sha256, toHex } from './digest.js';
import { AuditError } from './errors.js';

export const SALT_LENGTH = 32;

/**
 * Ties a personal value to the chain without putting it there: hex SHA-256(salt ‖ JCS(value)).
 * With the salt gone the value cannot be guessed back, however few values are possible; the chain stays whole.
 * @param salt 32 random bytes, one for each (event, subject), never used twice
 * @throws AuditError `personal-invalid` for a salt of another length, `value-not-canonical`
 */
export function commitTo(value: unknown, salt: Uint8Array): string {
  return commitToBytes(canonicalBytes(value), salt);
}

/** The same over the canonical JSON text as it is stored. */
export function commitToBytes(valueBytes: Uint8Array, salt: Uint8Array): string {
  if (salt.length !== SALT_LENGTH) throw new AuditError('personal-invalid', 'A salt has 32 bytes.');
  return toHex(sha256(salt, valueBytes));
}
