/** Past and future of a value, newest last in `past` and first in `future`. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the last step was about; steps about the same thing in one breath are one step. */
  readonly about: string | null;
  readonly atMs: number;
}

const longestPast = 200;
const oneBreathMs = 900;

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], about: null, atMs: 0 };
}

/**
 * Records `next`. With the same `about` soon after, it replaces the last step: one word typed is one undo, and so is one
 * drag, however slow.
 */
export function record<T>(history: History<T>, next: T, about: string | null, nowMs: number): History<T> {
  if (Object.is(next, history.present)) return history;
  const inOneBreath = nowMs - history.atMs < oneBreathMs || about?.startsWith('drag:');
  const joins = about !== null && about === history.about && inOneBreath;
  const past = joins ? history.past : [...history.past, history.present].slice(-longestPast);
  return { past, present: next, future: [], about, atMs: nowMs };
}

export function undo<T>(history: History<T>): History<T> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    about: null,
    atMs: 0,
  };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, about: null, atMs: 0 };
}
