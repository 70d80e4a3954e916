/** A revision that cannot be accounted for. `message` is a sentence about that revision, safe to show. */
export class Doubt extends Error {
  override readonly name = 'Doubt';
}
