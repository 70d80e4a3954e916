'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { browserCall } from '@/api/browser';
import { type Envelope, getEnvelope, saveDraft } from '@/api/envelopes';
import type { Draft } from './draft';
import { DraftSaver, type SaverView } from './draft-saver';

export interface Autosave extends SaverView {
  readonly flush: () => Promise<boolean>;
  readonly takeTheirs: () => Promise<Draft>;
  readonly keepMine: () => Promise<boolean>;
  readonly refresh: () => Promise<void>;
}

const pauseMs = 700;
const offlineRetryMs = 5000;

/** Saves the draft a moment after each change, tries again while the server is away, and guards the tab until it is done. */
export function useAutosave(initial: Envelope, start: Draft, draft: Draft): Autosave {
  const [view, setView] = useState<SaverView>({ state: 'saved', problem: null, envelope: initial });
  const saver = useRef<DraftSaver>(null);
  saver.current ??= new DraftSaver(
    {
      save: (version, input) => saveDraft(browserCall, initial.id, version, input),
      load: () => getEnvelope(browserCall, initial.id),
      onView: setView,
    },
    initial,
    start,
  );
  const flush = useCallback(() => saver.current?.flush() ?? Promise.resolve(false), []);

  useEffect(() => {
    if (!saver.current?.offer(draft)) return;
    const timer = setTimeout(() => void flush(), pauseMs);
    return () => clearTimeout(timer);
  }, [draft, flush]);
  useEffect(() => {
    if (view.state !== 'offline') return;
    const timer = setInterval(() => void flush(), offlineRetryMs);
    return () => clearInterval(timer);
  }, [view.state, flush]);
  useLeaveGuard(view.state !== 'saved');

  return {
    ...view,
    flush,
    takeTheirs: useCallback(() => saver.current?.takeTheirs() ?? Promise.resolve(start), [start]),
    refresh: useCallback(() => saver.current?.refresh() ?? Promise.resolve(), []),
    keepMine: useCallback(() => saver.current?.keepMine() ?? Promise.resolve(false), []),
  };
}

function useLeaveGuard(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [on]);
}
