'use client';
import { useTranslations } from 'next-intl';
import { type PointerEvent, useRef, useState } from 'react';
import type { FieldType } from '@/api/envelopes';
import { fieldIcons } from '@/envelope/field-icon';
import { Button } from '@/ui/button';

/** A press shorter than this many pixels is a press, not a drag. */
const slackPx = 6;

export function PaletteButton(props: {
  type: FieldType;
  disabled: boolean;
  onPress: () => void;
  onDrop: (clientX: number, clientY: number) => void;
}) {
  const t = useTranslations();
  const Icon = fieldIcons[props.type];
  const word = t(`fieldType.${props.type}`);
  const start = useRef<{ x: number; y: number } | null>(null);
  const [ghost, setGhost] = useState<{ x: number; y: number } | null>(null);
  const dragged = useRef(false);

  const down = (event: PointerEvent<HTMLButtonElement>) => {
    // Touch scrolls the row of buttons; fingers press, then drag the field on the page.
    if (event.pointerType === 'touch' || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, y: event.clientY };
    dragged.current = false;
  };
  const move = (event: PointerEvent) => {
    if (!start.current) return;
    const far = Math.hypot(event.clientX - start.current.x, event.clientY - start.current.y) > slackPx;
    if (!far && !dragged.current) return;
    dragged.current = true;
    setGhost({ x: event.clientX, y: event.clientY });
  };
  const up = (event: PointerEvent) => {
    if (start.current && dragged.current) props.onDrop(event.clientX, event.clientY);
    start.current = null;
    setGhost(null);
  };
  const press = () => {
    if (!dragged.current) props.onPress();
    dragged.current = false;
  };
  return (
    <>
      <Button
        size="sm"
        id={`palette-${props.type}`}
        disabled={props.disabled}
        title={t('editor.addField', { type: word })}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={() => {
          start.current = null;
          setGhost(null);
        }}
        onClick={press}
      >
        <Icon aria-hidden="true" />
        {word}
      </Button>
      {ghost ? (
        <span
          aria-hidden="true"
          className="pointer-events-none fixed z-50 -translate-1/2 rounded-sm border border-accent bg-accent-soft px-3 py-1.5 text-sm shadow-float"
          style={{ left: ghost.x, top: ghost.y }}
        >
          {word}
        </span>
      ) : null}
    </>
  );
}
