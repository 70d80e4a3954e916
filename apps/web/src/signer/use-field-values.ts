'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { browserCall } from '@/api/browser';
import type { Problem } from '@/api/problem';
import { type FieldValue, type SigningState, saveFieldValue } from '@/api/signing';
import { groupOf, type Values } from './field-order';
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

  const { fields } = state;
  const setValue = useCallback(
    (fieldId: string, value: FieldValue) => {
      // Choosing one button of a choice clears the others, here as on the server, which does both in one act.
      const others = value === true ? otherButtons(fieldId, fields) : [];
      const cleared = Object.fromEntries(others.map((id) => [id, null]));
      setValues((all) => ({ ...all, ...cleared, [fieldId]: value }));
      setFaults((all) => without(all, [fieldId, ...others]));
      queue.current?.put(fieldId, value, others);
    },
    [fields],
  );

  useEffect(() => {
    for (const [fieldId, value] of keptValues(recipientId)) setValue(fieldId, value);
    const hurry = () => queue.current?.hurry();
    window.addEventListener('online', hurry);
    return () => window.removeEventListener('online', hurry);
  }, [recipientId, setValue]);

  const flush = useCallback(() => queue.current?.flush() ?? Promise.resolve(), []);
  return { values, faults, status, setValue, flush };
}

function otherButtons(fieldId: string, fields: SigningState['fields']): readonly string[] {
  const field = fields.find(({ id }) => id === fieldId);
  return field ? groupOf(field, fields).flatMap(({ id }) => (id === fieldId ? [] : [id])) : [];
}

function without<T>(all: Readonly<Record<string, T>>, keys: readonly string[]): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => !keys.includes(key)));
}

function startingValues(state: SigningState): Values {
  return Object.fromEntries(
    state.fields.map((field) => {
      const suggested = field.type === 'name' && field.value === null ? state.recipient.name : field.value;
      return [field.id, suggested];
    }),
  );
}
