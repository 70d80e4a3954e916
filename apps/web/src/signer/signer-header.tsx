import { useTranslations } from 'next-intl';
import type { SigningState } from '@/api/signing';
import { Moment } from '@/time/moment';
import { Mark } from '@/ui/mark';

/** Who asks, what for, and until when. */
export function SignerHeader({ state }: { state: SigningState }) {
  const t = useTranslations('signer');
  const { envelope, recipient } = state;
  return (
    <header className="mx-auto w-full max-w-[52rem] px-4 pt-4 pb-4 sm:px-1 sm:pt-7">
      <div className="flex items-start gap-3">
        <Mark className="mt-1 size-7 shrink-0 text-accent" />
        <div className="min-w-0">
          <h1 className="font-serif text-xl/snug font-semibold text-balance [overflow-wrap:anywhere] sm:text-2xl/snug">
            {envelope.title}
          </h1>
          <p className="mt-0.5 text-sm text-ink-soft [overflow-wrap:anywhere]">
            {t('asksYou', {
              sender: envelope.sender.name,
              organisation: envelope.sender.organisation,
              recipient: recipient.name,
              act: recipient.role,
            })}
            {state.documents.length > 1 ? (
              <> · {t('documentCount', { count: state.documents.length })}</>
            ) : null}
            {envelope.expiresAt ? (
              <>
                {' '}
                · {t.rich('untilRich', { day: () => <Moment at={envelope.expiresAt ?? ''} shape="day" /> })}
              </>
            ) : null}
          </p>
        </div>
      </div>
      {envelope.message ? (
        <blockquote className="mt-3 border-l-2 border-line-strong/50 pl-3 text-sm whitespace-pre-line text-ink-soft [overflow-wrap:anywhere]">
          <span className="sr-only">{t('message', { name: envelope.sender.name })}: </span>
          {envelope.message}
        </blockquote>
      ) : null}
    </header>
  );
}
