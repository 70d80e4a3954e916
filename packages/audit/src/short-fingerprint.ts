const SHOWN_DIGITS = 16;

/**
 * The look of a document's fingerprint wherever people see it, to compare by eye or read aloud: the first 64 bits of its
 * SHA-256 as four groups of four hex digits, such as `3f2a 91bc 77d0 12ef`. It finds mix-ups; against somebody who makes
 * two files alike only the whole hash helps. Empty for an empty hash.
 */
export function shortFingerprint(sha256Hex: string): string {
  return (sha256Hex.toLowerCase().slice(0, SHOWN_DIGITS).match(/.{4}/g) ?? []).join(' ');
}
