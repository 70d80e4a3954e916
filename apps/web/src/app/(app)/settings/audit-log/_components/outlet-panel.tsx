'use client';
import { Archive } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { LogOutlet } from '@/api/audit-log';
import { ServiceBadge } from '@/envelope/service-badge';
import { Moment } from '@/time/moment';
import { TimeAgo } from '@/time/time-ago';
import { Panel } from '@/ui/panel';
import { EmptyState } from '@/ui/states';

/** Who outside of this server vouches for the log, or keeps its checkpoints. */
export function OutletPanel({ outlets, treeSize }: { outlets: readonly LogOutlet[]; treeSize: number }) {
  const t = useTranslations('auditLog');
  return (
    <Panel title={t('outlets')} flush>
      {outlets.length === 0 ? (
        <EmptyState icon={Archive} title={t('outletsNone')}>
          {t('outletsNoneText')}
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {outlets.map((outlet) => (
            <OutletRow key={`${outlet.kind} ${outlet.shown}`} outlet={outlet} treeSize={treeSize} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function OutletRow({ outlet, treeSize }: { outlet: LogOutlet; treeSize: number }) {
  const t = useTranslations('auditLog');
  const { kind, shown, state, detail, since, lastSize, lastAt, nextAttemptAt } = outlet;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1.5 px-4 py-4 sm:px-5">
      <div className="min-w-0 flex-1 basis-72">
        <h3 className="text-sm font-medium [overflow-wrap:anywhere]">
          <span className="text-ink-faint">{t(`kinds.${kind}`)}</span> {shown}
        </h3>
        {detail === '' ? null : <p className="text-sm text-ink-soft [overflow-wrap:anywhere]">{detail}</p>}
        <p className="text-[0.8125rem] text-ink-faint">
          {lastSize === null || lastAt === null
            ? t('neverTook')
            : t.rich('lastTook', {
                size: lastSize,
                behind: treeSize - lastSize,
                time: () => <TimeAgo at={lastAt} />,
              })}
        </p>
      </div>
      <div className="sm:text-right">
        <ServiceBadge state={state} />
        {state === 'ok' ? null : (
          <p className="mt-1 text-[0.8125rem] text-ink-faint">
            {t.rich('waitingSince', {
              since: () => <Moment at={since} />,
              next: () => <Moment at={nextAttemptAt} shape="clock" />,
            })}
          </p>
        )}
      </div>
    </li>
  );
}
