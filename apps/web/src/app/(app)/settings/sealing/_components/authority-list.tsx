'use client';
import { Clock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Authority } from '@/api/sealing-settings';
import { ServiceBadge } from '@/envelope/service-badge';
import { Moment } from '@/time/moment';
import { TimeAgo } from '@/time/time-ago';
import { Panel } from '@/ui/panel';
import { EmptyState } from '@/ui/states';

/** Who is asked for timestamps, in their order, and how each is right now. */
export function AuthorityList({ authorities }: { authorities: readonly Authority[] }) {
  const t = useTranslations('sealing');
  return (
    <Panel title={t('authorities')} flush>
      {authorities.length === 0 ? (
        <EmptyState icon={Clock} title={t('authoritiesNone')}>
          {t('authoritiesNoneText')}
        </EmptyState>
      ) : (
        <ol className="divide-y divide-line">
          {authorities.map((authority, index) => (
            <AuthorityRow key={authority.name} authority={authority} position={index + 1} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function AuthorityRow({ authority, position }: { authority: Authority; position: number }) {
  const t = useTranslations('sealing');
  const { answer, nextAttemptAt } = authority;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-4 sm:px-5">
      <div className="min-w-0 flex-1 basis-72">
        <h3 className="text-sm font-medium [overflow-wrap:anywhere]">
          <span className="text-ink-faint">{position}.</span> {authority.name}
        </h3>
        <p className="mt-0.5 text-sm text-ink-soft [overflow-wrap:anywhere]">{authority.detail}</p>
        {answer ? (
          <p className="mt-1 text-[0.8125rem] text-ink-faint [overflow-wrap:anywhere]">
            {t.rich('signedBy', {
              signer: () => <span className="text-ink-soft">{answer.signer}</span>,
              until: () => <Moment at={answer.signerNotAfter} shape="day" />,
            })}
            {' · '}
            {t('skew', { seconds: Math.abs(answer.clockSkewMs) / 1000 })}
          </p>
        ) : null}
      </div>
      <div className="sm:text-right">
        <ServiceBadge state={authority.state} />
        <p className="mt-1 text-[0.8125rem] text-ink-faint">
          {t.rich('since', { time: () => <Moment at={authority.since} /> })}
          {nextAttemptAt ? (
            <>
              , {t('nextTry')} <Moment at={nextAttemptAt} shape="clock" />
            </>
          ) : null}
        </p>
        <p className="text-[0.8125rem] text-ink-faint">
          {answer ? t.rich('lastAnswer', { time: () => <TimeAgo at={answer.at} /> }) : t('neverAnswered')}
        </p>
      </div>
    </li>
  );
}
