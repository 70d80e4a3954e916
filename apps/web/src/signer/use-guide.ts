'use client';
import { useEffect, useRef, useState } from 'react';
import type { SignatureValue, SigningField, SigningState } from '@/api/signing';
import {
  countedFields,
  inReadingOrder,
  isAnswered,
  isTouchable,
  nextOutstanding,
  type Values,
} from './field-order';
import { controlId } from './page-control';
import type { FieldValues } from './use-field-values';

export interface Guide {
  /** The field whose signature card is open. */
  readonly signing: SigningField | null;
  readonly started: boolean;
  readonly done: number;
  readonly total: number;
  readonly goTo: (fieldId: string) => void;
  readonly goNext: (fromId?: string) => void;
  readonly touch: (field: SigningField) => void;
  readonly openSignature: (field: SigningField) => void;
  readonly applySignature: (value: SignatureValue, everywhere: boolean) => void;
  readonly closeSignature: () => void;
  /** Once the fields become controls, puts the focus on the first that is missing. */
  readonly landOnFirst: () => void;
}

/** Leads through the fields: the focus goes to the field itself, not only the view. */
export function useGuide(state: SigningState, entries: FieldValues): Guide {
  const { phase } = state;
  const fields = inReadingOrder(state);
  const { values, faults } = entries;
  const [current, setCurrent] = useState<string | null>(null);
  const [signing, setSigning] = useState<SigningField | null>(null);
  const landing = useRef(false);

  const counted = countedFields(fields);
  const done = counted.filter((field) => isAnswered(field, fields, values) && !faults[field.id]).length;

  const openSignature = (field: SigningField) => {
    setCurrent(field.id);
    setSigning(field);
  };
  const goTo = (fieldId: string) => {
    const field = fields.find((candidate) => candidate.id === fieldId);
    if (!field) return;
    setCurrent(field.id);
    focusControl(field.id);
    if (isSigned(field)) setSigning(field);
  };
  const goNext = (fromId = current, among: Values = values) => {
    const next = nextOutstanding(fields, among, fromId);
    if (next) goTo(next.id);
    else restAtSteps();
  };
  const applySignature = (value: SignatureValue, everywhere: boolean) => {
    if (!signing) return;
    const places = everywhere ? sameKind(fields, signing) : [signing];
    for (const place of places) entries.setValue(place.id, value);
    setSigning(null);
    goNext(signing.id, { ...values, ...Object.fromEntries(places.map((place) => [place.id, value])) });
  };
  const closeSignature = () => {
    if (signing) focusControl(signing.id);
    setSigning(null);
  };

  useEffect(() => {
    if (phase !== 'sign' || !landing.current) return;
    landing.current = false;
    goNext(null);
  });

  return {
    ...{ signing, started: current !== null, done, total: counted.length },
    ...{ goTo, goNext: (fromId) => goNext(fromId), openSignature, applySignature, closeSignature },
    touch: (field) => setCurrent(field.id),
    landOnFirst: () => {
      landing.current = true;
    },
  };
}

/** The fields one signature fits: those of the same kind. */
export const sameKind = (fields: readonly SigningField[], field: SigningField): readonly SigningField[] =>
  fields.filter((other) => other.type === field.type && isTouchable(other));

const isSigned = (field: SigningField) => field.type === 'signature' || field.type === 'initials';

/** DOM id of the card that holds the last act. */
export const stepsId = 'signing-steps';

/** Nothing is missing: the focus waits beside the act, not on it, so that one Enter too many does not sign. */
function restAtSteps(): void {
  requestAnimationFrame(() => document.getElementById(stepsId)?.focus({ preventScroll: true }));
}

function focusControl(fieldId: string): void {
  const control = document.getElementById(controlId(fieldId));
  control?.scrollIntoView({ block: 'center' });
  control?.focus({ preventScroll: true });
}
