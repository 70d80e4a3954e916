/** One thing that stands in the way: a stable kebab-case code, what to do about it, and where it is (RFC 6901). */
export interface Problem {
  readonly code: string;
  readonly sentence: string;
  readonly pointer: string;
}
