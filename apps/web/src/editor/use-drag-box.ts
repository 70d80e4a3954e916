'use client';
import { type PointerEvent, useRef } from 'react';
import type { PageSize } from '@/api/documents';
import type { FieldBox } from '@/api/envelopes';
import type { DraftField } from './draft';
import { moveBox, resizeBox } from './field-geometry';

interface Grip {
  readonly kind: 'move' | 'resize';
  readonly clientX: number;
  readonly clientY: number;
  readonly box: FieldBox;
  readonly pagePx: { readonly width: number; readonly height: number };
  /** One drag is one step of undo. */
  readonly about: string;
}

/** Pointer handlers that move or resize a box in fractions of the page it lies on. */
export function useDragBox(field: DraftField, page: PageSize, onBox: (box: FieldBox, about: string) => void) {
  const grip = useRef<Grip | null>(null);

  const take = (kind: Grip['kind']) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    const sheet = event.currentTarget.closest('[data-page-number]')?.getBoundingClientRect();
    if (!sheet) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = {
      kind,
      clientX: event.clientX,
      clientY: event.clientY,
      box: field.box,
      pagePx: { width: sheet.width, height: sheet.height },
      about: `drag:${field.localId}:${event.timeStamp}`,
    };
  };
  const drag = (event: PointerEvent) => {
    const held = grip.current;
    if (!held) return;
    event.stopPropagation();
    const dx = (event.clientX - held.clientX) / held.pagePx.width;
    const dy = (event.clientY - held.clientY) / held.pagePx.height;
    if (dx === 0 && dy === 0) return;
    const shape = held.kind === 'move' ? moveBox : resizeBox;
    onBox(shape(held.box, dx, dy, page), held.about);
  };
  const drop = () => {
    grip.current = null;
  };
  const handlers = (kind: Grip['kind']) => ({
    onPointerDown: take(kind),
    onPointerMove: drag,
    onPointerUp: drop,
    onPointerCancel: drop,
  });
  return { move: handlers('move'), resize: handlers('resize') };
}
