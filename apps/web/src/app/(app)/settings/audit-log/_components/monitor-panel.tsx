'use client';
import { useTranslations } from 'next-intl';
import type { LogStatus, MonitorRun } from '@/api/audit-log';
import { ServiceBadge } from '@/envelope/service-badge';
import { TimeAgo } from '@/time/time-ago';
import { Panel } from '@/ui/panel';

const states = { intact: 'ok', broken: 'failed', 'could-not-look': 'waiting' } as const;

/** When record, log and token journal were last compared, and what came of it. */
export function MonitorPanel({
  monitor,
  runs,
}: {
  monitor: LogStatus['monitor'];
  runs: readonly MonitorRun[];
}) {
  const t = useTranslations('auditLog');
  return (
    <Panel
      title={t('monitor')}
      flush
      actions={monitor ? <ServiceBadge state={monitor.state} /> : <ServiceBadge state="waiting" />}
    >
      {runs.length === 0 ? (
        <p className="px-4 py-4 text-sm text-ink-soft sm:px-5">{monitor?.detail ?? t('monitorSilent')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {runs.map((run) => (
            <li
              key={run.kind}
              className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1.5 px-4 py-4 sm:px-5"
            >
              <div className="min-w-0 flex-1 basis-72">
                <h3 className="text-sm font-medium">{t(`runs.${run.kind}`)}</h3>
                <p className="text-sm text-ink-soft [overflow-wrap:anywhere]">{run.detail}</p>
              </div>
              <div className="sm:text-right">
                <ServiceBadge state={states[run.outcome]} />
                <p className="mt-1 text-[0.8125rem] text-ink-faint">
                  <TimeAgo at={run.finishedAt} /> · {t('checked', { count: run.checked })}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
