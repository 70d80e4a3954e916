import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Attention } from '@/api/envelopes';
import { Moment } from '@/time/moment';

/** "Waiting for the HSM: … since 10:02, next try 10:07" on one line. */
export function AttentionLine({ attention }: { attention: Attention }) {
  const t = useTranslations('envelopes');
  return (
    <span className="flex items-start gap-1.5 text-[0.8125rem] text-amber">
      <TriangleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden="true" />
      <span className="text-pretty">
        {attention.sentence} <AttentionTimes attention={attention} label={t} />
      </span>
    </span>
  );
}

type Words = ReturnType<typeof useTranslations<'envelopes'>>;

/** Since when, and when it is tried next. */
export function AttentionTimes({ attention, label }: { attention: Attention; label: Words }) {
  const clock = (at: string) => ({ time: () => <Moment at={at} shape="clock" /> });
  return (
    <span className="whitespace-nowrap">
      {label.rich('sinceRich', clock(attention.since))}
      {attention.nextAttemptAt ? label.rich('nextTryRich', clock(attention.nextAttemptAt)) : null}
    </span>
  );
}
