'use client';
import { useNow, useTranslations } from 'next-intl';
import { Moment } from '@/time/moment';
import { TimeAgo } from '@/time/time-ago';

const soonMs = 60 * 86_400_000;

/** From when to when, and a word when the end is near or past. */
export function KeyValidity({ notBefore, notAfter }: { notBefore: string; notAfter: string }) {
  const t = useTranslations('sealKey');
  const leftMs = Date.parse(notAfter) - useNow({ updateInterval: 60_000 }).getTime();
  return (
    <>
      {t.rich('validFromTo', {
        from: () => <Moment at={notBefore} shape="day" />,
        to: () => <Moment at={notAfter} shape="day" />,
      })}
      <span className="block text-[0.8125rem] font-normal text-ink-soft">
        {t.rich('ends', { when: () => <TimeAgo at={notAfter} /> })}
      </span>
      {leftMs <= 0 ? <span className="block text-[0.8125rem] text-red">{t('ended')}</span> : null}
      {leftMs > 0 && leftMs < soonMs ? (
        <span className="block text-[0.8125rem] text-amber">{t('endsSoon')}</span>
      ) : null}
    </>
  );
}
