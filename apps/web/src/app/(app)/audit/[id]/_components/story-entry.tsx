'use client';
import { clsx } from 'clsx';
import { CircleCheck, Hourglass, OctagonAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { AuditedEvent } from '@/api/audit';
import { Moment } from '@/time/moment';
import { useTimeZone } from '@/time/use-time-zone';
import { Hash } from '@/ui/hash';

export function StoryEntry({ event }: { event: AuditedEvent }) {
  const t = useTranslations('audit');
  const device = event.device ?? (event.userAgent ? t('unknownDevice') : null);
  return (
    <li className="relative pl-6">
      <span
        aria-hidden="true"
        className={clsx(
          'absolute top-1.5 left-0 size-[0.6875rem] rounded-full border-2 border-sheet',
          dotOf(event.type),
        )}
      />
      <p className="text-sm text-pretty [overflow-wrap:anywhere]">{event.sentence}</p>
      <p className="mt-0.5 flex flex-wrap gap-x-2 text-xs text-ink-soft">
        <Times at={event.at} />
        {event.ip ? <span className="tabular">· {event.ip}</span> : null}
        {device ? <span>· {device}</span> : null}
      </p>
      <details className="group mt-1">
        <summary className="inline-flex min-h-6 cursor-pointer items-center rounded-sm text-xs text-ink-faint hover:text-ink pointer-coarse:min-h-11">
          <InLog event={event} /> · {t('details')}
          <span className="sr-only">: {t('eventNumber', { seq: event.seq })}</span>
        </summary>
        <Proofs event={event} />
      </details>
    </li>
  );
}

/** UTC first, as in the record; the reader's own clock beside it where it differs. */
function Times({ at }: { at: string }) {
  const t = useTranslations('audit');
  const zone = useTimeZone();
  return (
    <>
      <time dateTime={at} className="tabular">
        {t('utc', { time: at.slice(0, 19).replace('T', ' ') })}
      </time>
      {zone === 'UTC' ? null : (
        <span>
          (<Moment at={at} />)
        </span>
      )}
    </>
  );
}

const standings = {
  inCheckpoint: { icon: CircleCheck, ink: 'text-green' },
  notInCheckpoint: { icon: Hourglass, ink: 'text-amber' },
  notIntact: { icon: OctagonAlert, ink: 'text-red' },
};

function InLog({ event }: { event: AuditedEvent }) {
  const t = useTranslations('audit');
  const key = !event.intact ? 'notIntact' : event.inCheckpoint ? 'inCheckpoint' : 'notInCheckpoint';
  const { icon: Icon, ink } = standings[key];
  return (
    <span className={clsx('mr-1 inline-flex items-center gap-1', !event.intact && 'font-medium text-red')}>
      <Icon className={clsx('size-3.5', ink)} aria-hidden="true" />
      {t(key)}
    </span>
  );
}

function Proofs({ event }: { event: AuditedEvent }) {
  const t = useTranslations('audit');
  const locale = useLocale();
  return (
    <dl className="mt-2 grid gap-x-4 gap-y-2 rounded-md border border-line bg-sunken/60 px-3 py-2.5 text-xs sm:grid-cols-[7rem_minmax(0,1fr)]">
      <Fact name={t('type')}>
        <code className="font-mono">{event.type}</code> · {t('eventNumber', { seq: event.seq })}
      </Fact>
      <Fact name={t('chainHash')}>
        <Hash hex={event.chainHash} />
      </Fact>
      <Fact name={t('logEntry')}>
        {event.logIndex === null ? t('logWaiting') : event.logIndex.toLocaleString(locale)}
      </Fact>
      {event.userAgent ? (
        <Fact name={t('device')}>
          <code className="font-mono [overflow-wrap:anywhere]">{event.userAgent}</code>
        </Fact>
      ) : null}
      {event.erasedCount > 0 ? <Fact name="">{t('erased', { count: event.erasedCount })}</Fact> : null}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function dotOf(type: string): string {
  if (/declined|voided|failed|expired|refused|erased/.test(type)) return 'bg-red';
  if (/signed|approved|completed|certificate|sealed|seal.extended/.test(type)) return 'bg-green';
  if (/deferred|hold|revealed/.test(type)) return 'bg-amber';
  return 'bg-line-strong';
}
