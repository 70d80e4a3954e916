/** Control characters, line and paragraph ends, and signs that turn the direction of what follows. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text from a file nobody vouches for, on one line: it cannot move the cursor, colour the screen or fake a verdict. */
export function printable(text: string): string {
  return text.replaceAll(
    UNPRINTABLE,
    (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
