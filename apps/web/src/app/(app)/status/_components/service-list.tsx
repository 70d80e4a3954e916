'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { browserCall } from '@/api/browser';
import { getPlatform, type ServiceState } from '@/api/platform';
import { toProblem } from '@/api/problem';
import { ServiceBadge } from '@/envelope/service-badge';
import { Moment } from '@/time/moment';
import { Callout } from '@/ui/callout';
import { ErrorState } from '@/ui/error-state';
import { Panel } from '@/ui/panel';

export function ServiceList({ initial }: { initial: readonly ServiceState[] }) {
  const t = useTranslations('platform');
  const platform = useQuery({
    queryKey: ['platform'],
    queryFn: async () => (await getPlatform(browserCall)).services,
    initialData: initial,
    refetchInterval: 5000,
  });
  const troubled = platform.data.filter((service) => service.state !== 'ok').length;
  return (
    <div className="space-y-4">
      {platform.error ? (
        <ErrorState problem={toProblem(platform.error)} onRetry={() => void platform.refetch()} />
      ) : null}
      <div role="status">
        <Callout
          tone={troubled === 0 ? 'good' : 'warn'}
          title={troubled === 0 ? t('allWell') : t('trouble', { count: troubled })}
        />
      </div>
      <Panel flush>
        <ul className="divide-y divide-line">
          {platform.data.map((service) => (
            <ServiceRow key={service.name} service={service} />
          ))}
        </ul>
      </Panel>
      <p className="text-[0.8125rem] text-ink-faint">{t('updated')}</p>
    </div>
  );
}

function ServiceRow({ service }: { service: ServiceState }) {
  const t = useTranslations('platform');
  const known = t.has(`names.${service.name}` as 'names.api');
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1.5 px-4 py-4 sm:px-5">
      <div className="min-w-0 flex-1 basis-64">
        <h2 className="font-medium">{known ? t(`names.${service.name}` as 'names.api') : service.name}</h2>
        <p className="text-sm text-ink-soft [overflow-wrap:anywhere]">{service.detail}</p>
      </div>
      <div className="sm:text-right">
        <ServiceBadge state={service.state} />
        <p className="mt-1 text-[0.8125rem] text-ink-faint">
          {t.rich('since', { time: () => <Moment at={service.since} /> })}
          {service.nextAttemptAt ? (
            <>
              , {t('nextTry')} <Moment at={service.nextAttemptAt} shape="clock" />
            </>
          ) : null}
        </p>
      </div>
    </li>
  );
}
