'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type SignaturePad from 'signature_pad';
import { Button } from '@/ui/button';
import { type DrawnSignature, toDrawnSignature, toPixels } from './strokes';

/** The drawing area. Its library arrives only when somebody chooses to draw. */
export default function DrawPad({ onDrawn }: { onDrawn: (drawn: DrawnSignature | null) => void }) {
  const t = useTranslations('signer');
  const canvas = useRef<HTMLCanvasElement>(null);
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading');
  const pad = useRef<SignaturePad>(null);
  const drawn = useRef<DrawnSignature | null>(null);
  const report = useRef(onDrawn);
  report.current = onDrawn;

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let over = false;
    const areaOf = () => ({ width: element.clientWidth, height: element.clientHeight });
    const watch = new ResizeObserver(() => pad.current && fit(pad.current, element, drawn.current));
    import('signature_pad').then(
      ({ default: Pad }) => {
        if (over) return;
        pad.current = new Pad(element, { penColor: '#14213a', minWidth: 0.9, maxWidth: 2.6 });
        pad.current.addEventListener('endStroke', () => {
          const strokes = pad.current?.toData().map((group) => group.points) ?? [];
          drawn.current = toDrawnSignature(strokes, areaOf());
          report.current(drawn.current);
        });
        watch.observe(element);
        setState('ready');
      },
      () => setState('failed'),
    );
    return () => {
      over = true;
      watch.disconnect();
      pad.current?.off();
    };
  }, []);

  const clear = () => {
    pad.current?.clear();
    drawn.current = null;
    report.current(null);
  };
  return (
    <div>
      <div className="mb-1 flex min-h-9 items-center justify-between">
        <p className="text-[0.8125rem] font-medium text-ink-soft">{t('drawLabel')}</p>
        <Button kind="quiet" size="sm" disabled={state !== 'ready'} onClick={clear}>
          {t('clear')}
        </Button>
      </div>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('drawAlt')}
        className="leaf block h-32 w-full touch-none rounded-md border border-line-strong sm:h-40"
      />
      <p role="status" className="text-[0.8125rem] text-ink-faint">
        {state === 'loading' ? t('drawLoading') : null}
        {state === 'failed' ? t('drawFailed') : null}
      </p>
    </div>
  );
}

/** Matches the bitmap to the screen and draws again what was there: turning the phone must not move the stroke. */
function fit(pad: SignaturePad, canvas: HTMLCanvasElement, drawn: DrawnSignature | null): void {
  const scale = Math.max(1, window.devicePixelRatio);
  const area = { width: canvas.clientWidth, height: canvas.clientHeight };
  canvas.width = Math.round(area.width * scale);
  canvas.height = Math.round(area.height * scale);
  canvas.getContext('2d')?.scale(scale, scale);
  pad.clear();
  if (!drawn) return;
  const options = {
    penColor: '#14213a',
    dotSize: 0,
    minWidth: 0.9,
    maxWidth: 2.6,
    velocityFilterWeight: 0.7,
  };
  const groups = toPixels(drawn.strokes, area).map((points) => ({
    ...options,
    compositeOperation: 'source-over' as const,
    points: points.map((point, index) => ({ ...point, pressure: 0.5, time: index * 12 })),
  }));
  pad.fromData(groups);
}
