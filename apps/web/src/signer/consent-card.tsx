'use client';
import { clsx } from 'clsx';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import type { Problem } from '@/api/problem';
import type { SigningState } from '@/api/signing';
import { Button } from '@/ui/button';
import { useSignerSentence } from './signer-problem';

/** The terms in full, an unticked box, and the act. It can be folded away to read the document first. */
export function ConsentCard(props: {
  state: SigningState;
  busy: boolean;
  problem: Problem | null;
  onConsent: () => void;
  onDecline: () => void;
}) {
  const { state, busy } = props;
  const t = useTranslations('signer');
  const sentence = useSignerSentence();
  const [folded, setFolded] = useState(false);
  const [ticked, setTicked] = useState(false);
  const [missing, setMissing] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const act = state.recipient.role === 'approver' ? 'approver' : 'signer';

  const agree = () => {
    if (ticked) return props.onConsent();
    setMissing(true);
    box.current?.focus();
  };
  return (
    <section aria-labelledby="consent-title">
      <div className="flex items-center justify-between gap-3">
        <h2 id="consent-title" className="font-serif text-lg font-semibold">
          {t('consentTitle', { act })}
        </h2>
        <Button
          kind={folded ? 'primary' : 'quiet'}
          size="sm"
          aria-expanded={!folded}
          onClick={() => setFolded(!folded)}
        >
          {folded ? <ChevronUp aria-hidden="true" /> : <ChevronDown aria-hidden="true" />}
          {folded ? t('consentShow') : t('consentHide', { count: state.documents.length })}
        </Button>
      </div>
      <div className={clsx('space-y-3 pt-2', folded && 'hidden')}>
        <Disclosure text={state.consent.text} />
        <Fingerprints documents={state.documents} />
        <label className="flex min-h-11 items-center gap-3">
          <input
            ref={box}
            type="checkbox"
            checked={ticked}
            aria-invalid={missing && !ticked ? true : undefined}
            onChange={(event) => setTicked(event.target.checked)}
            className="size-6 shrink-0 accent-accent"
          />
          <span className="text-sm font-medium">{t('consentTick')}</span>
        </label>
        <p role="alert" className="text-sm font-medium text-red empty:hidden">
          {missing && !ticked ? t('consentMissing') : props.problem ? sentence(props.problem) : ''}
        </p>
        <div className="flex gap-2">
          <Button kind="quiet" size="lg" onClick={props.onDecline}>
            {t('decline')}
          </Button>
          <Button kind="primary" size="lg" className="flex-1" busy={busy} onClick={agree}>
            {t('consentGo')}
          </Button>
        </div>
      </div>
    </section>
  );
}

/** What the agreement is bound to, as every page, mail and the certificate write it. */
function Fingerprints({ documents }: Pick<SigningState, 'documents'>) {
  const t = useTranslations('signer');
  return (
    <p className="text-[0.8125rem] text-ink-soft">
      {t('consentFingerprints', { count: documents.length })}{' '}
      {documents.map(({ id, fingerprint }, index) => (
        <span key={id}>
          {index > 0 ? ', ' : null}
          <span className="font-mono text-xs whitespace-nowrap">{fingerprint}</span>
        </span>
      ))}
      .
    </p>
  );
}

function Disclosure({ text }: { text: string }) {
  const t = useTranslations('signer');
  return (
    <textarea
      readOnly
      aria-label={t('disclosure')}
      value={text}
      className="h-28 w-full resize-y [@media(max-height:34rem)]:h-16 rounded-md border border-line bg-sunken px-3 py-2 text-base/normal text-ink sm:h-32 sm:text-sm/relaxed"
    />
  );
}
