/** Font files (TrueType bytes) as fallback chains: the first face that has a character draws it. */
export interface FontSet {
  readonly sans: readonly Uint8Array[];
  readonly signature: readonly Uint8Array[];
}
