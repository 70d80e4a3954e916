'use client';
import { useCallback, useRef, useState } from 'react';
import { browserCall } from '@/api/browser';
import { newIdempotencyKey } from '@/api/idempotency-key';
import { type Problem, toProblem } from '@/api/problem';
import { completeSigning, declineSigning, getSigning, giveConsent, type SigningState } from '@/api/signing';

export interface SigningActs {
  readonly state: SigningState;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly consent: () => Promise<boolean>;
  readonly complete: (flush: () => Promise<void>) => Promise<Problem | null>;
  readonly decline: (reason: string) => Promise<boolean>;
  readonly refresh: () => Promise<void>;
  readonly clearProblem: () => void;
}

/** The signer's deliberate acts. Each answers with what is true then; nothing is assumed. */
export function useSigningActs(initial: SigningState): SigningActs {
  const [state, setState] = useState(initial);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  // One key for the whole visit: pressing "Sign" again after a lost answer is the same act.
  const completionKey = useRef(newIdempotencyKey());

  const perform = useCallback(async (act: () => Promise<SigningState>): Promise<Problem | null> => {
    setBusy(true);
    setProblem(null);
    try {
      setState(await act());
      return null;
    } catch (error) {
      const found = toProblem(error);
      setProblem(found);
      if (found.code === 'fields-missing') completionKey.current = newIdempotencyKey();
      return found;
    } finally {
      setBusy(false);
    }
  }, []);

  return {
    state,
    busy,
    problem,
    consent: async () => (await perform(() => giveConsent(browserCall, state))) === null,
    complete: (flush) =>
      perform(async () => {
        await flush();
        return completeSigning(browserCall, state, completionKey.current);
      }),
    decline: async (reason) => (await perform(() => declineSigning(browserCall, reason))) === null,
    refresh: useCallback(async () => setState(await getSigning(browserCall)), []),
    clearProblem: () => setProblem(null),
  };
}
