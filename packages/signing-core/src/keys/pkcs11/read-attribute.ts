import type { Handle } from 'pkcs11js';
import { CKR } from './cryptoki.js';
import type { Session } from './session-pool.js';
import { cryptokiCode } from './translate-error.js';

/** One attribute's bytes, or null where this token does not know the attribute. */
export function readBytes({ calls, handle }: Session, object: Handle, type: number): Buffer | null {
  try {
    return calls.C_GetAttributeValue(handle, object, [{ type }])[0]?.value ?? null;
  } catch (error) {
    if (cryptokiCode(error) === CKR.ATTRIBUTE_TYPE_INVALID) return null;
    throw error;
  }
}

/** A CK_BBOOL, or null where the token does not say. */
export function readFlag(session: Session, object: Handle, type: number): boolean | null {
  const value = readBytes(session, object, type);
  return value === null || value.length === 0 ? null : value[0] !== 0;
}

/** A CK_ULONG, or null where the token does not say (also its "unavailable" value, all bits set). */
export function readNumber(session: Session, object: Handle, type: number): number | null {
  const value = readBytes(session, object, type);
  if (value === null || value.length === 0 || value.every((byte) => byte === 0xff)) return null;
  return Number(value.length === 8 ? value.readBigUInt64LE() : value.readUInt32LE());
}

/** A CKA_LABEL; labels that are not UTF-8 come out with replacement characters. */
export function readText(session: Session, object: Handle, type: number): string {
  return readBytes(session, object, type)?.toString('utf8') ?? '';
}
