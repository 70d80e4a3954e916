import type { ByteRange } from '../../pdf/byte-range.js';

/**
 * Signatures of one file must lie in each other like shells: each later one signs everything up to the end of the
 * earlier one, container included. Answers a sentence for each pair that does not (colliding, equal or crossing
 * ranges let one signature hide bytes from another).
 */
export function findRangeCollisions(ranges: readonly ByteRange[]): string[] {
  const ordered = ranges
    .map((range, index) => ({ range, number: index + 1, end: range[2] + range[3] }))
    .sort((a, b) => a.end - b.end);
  const sentences: string[] = [];
  for (const [index, later] of ordered.entries()) {
    for (const earlier of ordered.slice(0, index)) {
      if (later.range[1] < earlier.end) {
        sentences.push(
          `The signatures ${earlier.number} and ${later.number} leave out bytes that the other one covers.`,
        );
      }
    }
  }
  return sentences;
}
