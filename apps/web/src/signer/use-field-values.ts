'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { browserCall } from '@/api/browser';
import type { Problem } from '@/api/problem';
import { type FieldValue, type SigningState, saveFieldValue } from '@/api/signing';
import type { Values } from './field-order';
import { keepValues, keptValues } from './kept-values';
import { SaveQueue, type SaveStatus } from './save-queue';

export interface FieldValues {
  readonly values: Values;
  readonly faults: Readonly<Record<string, Problem>>;
  readonly status: SaveStatus;
  readonly setValue: (fieldId: string, value: FieldValue) => void;
  /** Waits until every value has reached the server. */
  readonly flush: () => Promise<void>;
}

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** The signer's entries: shown at once, saved behind, never lost to a bad network. */
export function useFieldValues(state: SigningState): FieldValues {
  const recipientId = state.recipient.id;
  const [values, setValues] = useState<Values>(() => startingValues(state));
  const [faults, setFaults] = useState<Readonly<Record<string, Problem>>>({});
  const [status, setStatus] = useState<SaveStatus>('saved');
  const queue = useRef<SaveQueue>(null);
  queue.current ??= new SaveQueue({
    save: (fieldId, value) => saveFieldValue(browserCall, fieldId, value),
    onStatus: setStatus,
    onRefused: (fieldId, problem) => setFaults((all) => ({ ...all, [fieldId]: problem })),
    keep: (pending) => keepValues(recipientId, pending),
    wait,
  });

  const setValue = useCallback((fieldId: string, value: FieldValue) => {
    setValues((all) => ({ ...all, [fieldId]: value }));
    setFaults(({ [fieldId]: _, ...others }) => others);
    queue.current?.put(fieldId, value);
  }, []);

  useEffect(() => {
    for (const [fieldId, value] of keptValues(recipientId)) setValue(fieldId, value);
    const hurry = () => queue.current?.hurry();
    window.addEventListener('online', hurry);
    return () => window.removeEventListener('online', hurry);
  }, [recipientId, setValue]);

  const flush = useCallback(() => queue.current?.flush() ?? Promise.resolve(), []);
  return { values, faults, status, setValue, flush };
}

function startingValues(state: SigningState): Values {
  return Object.fromEntries(
    state.fields.map((field) => {
      const suggested = field.type === 'name' && field.value === null ? state.recipient.name : field.value;
      return [field.id, suggested];
    }),
  );
}
