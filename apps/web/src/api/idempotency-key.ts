/** 128 random bits as hex. Not `randomUUID`: browsers withhold that on plain-HTTP hosts other than localhost. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
