'use client';
import { useCallback, useMemo, useState } from 'react';
import type { Draft } from './draft';
import { type History, record, redo, startHistory, undo } from './history';

export interface DraftDesk {
  readonly draft: Draft;
  /** Applies a change; `about` joins quick changes of one thing into one step of undo. */
  readonly change: (make: (draft: Draft) => Draft, about?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Starts over from another version; there is no way back across it. */
  readonly reset: (draft: Draft) => void;
}

export function useDraft(initial: Draft): DraftDesk {
  const [history, setHistory] = useState<History<Draft>>(() => startHistory(initial));
  const change = useCallback((make: (draft: Draft) => Draft, about?: string) => {
    const nowMs = Date.now();
    setHistory((now) => record(now, make(now.present), about ?? null, nowMs));
  }, []);
  return useMemo(
    () => ({
      draft: history.present,
      change,
      undo: () => setHistory(undo),
      redo: () => setHistory(redo),
      canUndo: history.past.length > 0,
      canRedo: history.future.length > 0,
      reset: (draft) => setHistory(startHistory(draft)),
    }),
    [history, change],
  );
}
