'use client';
import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import type { SignatureValue } from '@/api/signing';
import { Button } from '@/ui/button';
import { suggestedInitials } from './initials';
import { useEscape } from './use-escape';

const DrawPad = lazy(() => import('./draw-pad'));

/** Makes one signature: typed or drawn. Nothing is saved until it is used. */
export function SignatureCard(props: {
  kind: 'signature' | 'initials';
  signerName: string;
  places: number;
  onUse: (value: SignatureValue, everywhere: boolean) => void;
  onCancel: () => void;
}) {
  const { kind, places, onUse, onCancel } = props;
  const t = useTranslations('signer');
  const titleId = useId();
  const [way, setWay] = useState<'typed' | 'drawn'>('typed');
  const [text, setText] = useState(
    kind === 'initials' ? suggestedInitials(props.signerName) : props.signerName,
  );
  const [drawn, setDrawn] = useState<SignatureValue | null>(null);
  const [everywhere, setEverywhere] = useState(true);
  const [missing, setMissing] = useState(false);

  useEscape(onCancel);
  const use = () => {
    const value =
      way === 'drawn' ? drawn : text.trim() ? { kind: 'typed' as const, text: text.trim() } : null;
    if (value) onUse(value, everywhere && places > 1);
    else setMissing(true);
  };
  return (
    <section aria-labelledby={titleId} className="space-y-3">
      <div className="flex items-center justify-between gap-3">
        <h2 id={titleId} className="font-serif text-lg font-semibold">
          {kind === 'initials' ? t('initialsTitle') : t('signatureTitle')}
        </h2>
        <Ways way={way} onWay={setWay} label={titleId} />
      </div>
      {way === 'typed' ? (
        <TypedName kind={kind} text={text} onText={setText} onEnter={use} />
      ) : (
        <Suspense fallback={<p role="status">{t('drawLoading')}</p>}>
          <DrawPad onDrawn={setDrawn} />
        </Suspense>
      )}
      {places > 1 ? (
        <label className="flex min-h-11 items-center gap-3 text-sm">
          <input
            type="checkbox"
            checked={everywhere}
            onChange={(event) => setEverywhere(event.target.checked)}
            className="size-5 accent-accent"
          />
          {t('applyAll', { count: places })}
        </label>
      ) : null}
      <p role="alert" className="text-sm font-medium text-red empty:hidden">
        {missing ? t(way === 'drawn' ? 'drawEmpty' : 'signatureEmpty') : ''}
      </p>
      <div className="flex gap-2">
        <Button size="lg" kind="quiet" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button size="lg" kind="primary" className="flex-1" onClick={use}>
          {kind === 'initials' ? t('useInitials') : t('useIt')}
        </Button>
      </div>
    </section>
  );
}

function Ways({
  way,
  onWay,
  label,
}: {
  way: string;
  onWay: (way: 'typed' | 'drawn') => void;
  label: string;
}) {
  const t = useTranslations('signer');
  const option = (value: 'typed' | 'drawn', word: string) => (
    <label
      className={clsx(
        'grid min-h-11 min-w-20 place-items-center rounded-sm px-3 text-sm has-focus-visible:outline-2 has-focus-visible:outline-accent sm:min-h-9',
        way === value ? 'bg-sheet font-semibold text-ink shadow-sm' : 'text-ink-soft',
      )}
    >
      <input
        type="radio"
        name={label}
        checked={way === value}
        onChange={() => onWay(value)}
        className="sr-only"
      />
      {word}
    </label>
  );
  return (
    <div
      role="radiogroup"
      aria-labelledby={label}
      className="flex rounded-md border border-line bg-sunken p-0.5"
    >
      {option('typed', t('typeIt'))}
      {option('drawn', t('drawIt'))}
    </div>
  );
}

function TypedName(props: {
  kind: string;
  text: string;
  onText: (text: string) => void;
  onEnter: () => void;
}) {
  const t = useTranslations('signer');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The caret goes to the name without raising a phone's keyboard over the card: it is usually right already.
    if (window.matchMedia('(pointer: fine)').matches) input.current?.select();
  }, []);
  return (
    <label className="block">
      <span className="mb-1 block text-[0.8125rem] font-medium text-ink-soft">
        {props.kind === 'initials' ? t('typeInitials') : t('typeLabel')}
      </span>
      <input
        ref={input}
        value={props.text}
        dir="auto"
        maxLength={120}
        autoComplete="name"
        enterKeyHint="done"
        onChange={(event) => props.onText(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && props.onEnter()}
        className="leaf h-20 w-full rounded-md px-4 text-center font-hand text-4xl text-[#14213a]"
      />
    </label>
  );
}
