'use client';
import { CircleCheck, OctagonAlert, ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { LogAlarm, LogAlarms } from '@/api/audit-log';
import { Moment } from '@/time/moment';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Panel } from '@/ui/panel';
import { EmptyState } from '@/ui/states';
import { AcknowledgeAlarm } from './acknowledge-alarm';

/** What the monitor found, those nobody has answered for first. */
export function AlarmList({
  alarms: { alarms },
  onAcknowledged,
}: {
  alarms: LogAlarms;
  onAcknowledged: (next: LogAlarms) => void;
}) {
  const t = useTranslations('auditLog');
  const [chosen, setChosen] = useState<LogAlarm | null>(null);
  return (
    <Panel title={t('alarms')} flush>
      {alarms.length === 0 ? (
        <EmptyState icon={ShieldCheck} title={t('alarmsNone')}>
          {t('alarmsNoneText')}
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {alarms.map((alarm) => (
            <AlarmRow key={alarm.id} alarm={alarm} onChoose={() => setChosen(alarm)} />
          ))}
        </ul>
      )}
      {chosen ? (
        <AcknowledgeAlarm
          // Each alarm gets a form of its own: what was typed for one must not answer for another.
          key={chosen.id}
          alarm={chosen}
          onClose={() => setChosen(null)}
          onAcknowledged={onAcknowledged}
        />
      ) : null}
    </Panel>
  );
}

function AlarmRow({ alarm, onChoose }: { alarm: LogAlarm; onChoose: () => void }) {
  const t = useTranslations('auditLog');
  const { code, sentence, acknowledged, raisedAt } = alarm;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 py-4 sm:px-5">
      <div className="min-w-0 flex-1 basis-72 space-y-1">
        <p className="flex flex-wrap items-center gap-2 text-sm">
          <Badge tone={acknowledged ? 'neutral' : 'red'} icon={acknowledged ? CircleCheck : OctagonAlert}>
            {acknowledged ? t('acknowledged') : t('open')}
          </Badge>
          <code className="font-mono text-xs text-ink-soft">{code}</code>
        </p>
        <p className="text-sm [overflow-wrap:anywhere]">{sentence}</p>
        <p className="text-[0.8125rem] text-ink-faint [overflow-wrap:anywhere]">
          <AlarmPlace alarm={alarm} /> · {t.rich('raised', { time: () => <Moment at={raisedAt} /> })}
        </p>
        {acknowledged ? (
          <p className="text-[0.8125rem] text-ink-soft [overflow-wrap:anywhere]">
            {t.rich('acknowledgedBy', {
              by: acknowledged.by,
              reason: acknowledged.reason,
              time: () => <Moment at={acknowledged.at} />,
            })}
          </p>
        ) : null}
      </div>
      {acknowledged ? null : <Button onClick={onChoose}>{t('acknowledge')}</Button>}
    </li>
  );
}

function AlarmPlace({ alarm: { envelopeId, place, seq, logIndex } }: { alarm: LogAlarm }) {
  const t = useTranslations('auditLog');
  const entry = logIndex === null ? '' : ` ${t('entry', { index: logIndex })}`;
  if (place === 'token-journal') return <>{t('inJournal', { line: seq ?? 0 })}</>;
  if (envelopeId === null) return <>{(place ?? t('wholeLog')) + entry}</>;
  return (
    <>
      <Link href={`/envelopes/${envelopeId}`} className="underline underline-offset-2 hover:text-ink">
        {t('inEnvelope')}
      </Link>
      {seq === null ? '' : `, ${t('event', { seq })}`}
      {entry}
    </>
  );
}
