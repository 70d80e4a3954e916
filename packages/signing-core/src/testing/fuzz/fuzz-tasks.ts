export interface FuzzTask {
  readonly kind: 'judge';
  readonly bytes: Uint8Array;
}

export interface FuzzAnswers {
  /** What went wrong; null when nothing did. */
  readonly judge: string | null;
}
