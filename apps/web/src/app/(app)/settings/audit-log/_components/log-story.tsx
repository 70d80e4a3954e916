'use client';
import { useTranslations } from 'next-intl';
import type { LogStatus } from '@/api/audit-log';
import { Moment } from '@/time/moment';
import { Callout } from '@/ui/callout';

/** Which log this is, where it follows another one: what ended, what is gone, who said so. */
export function LogStory({ beginnings }: Pick<LogStatus, 'beginnings'>) {
  const t = useTranslations('restore');
  return beginnings.map(({ origin, afterOrigin, afterSize, keptSize, proved, reason, begunBy, begunAt }) => (
    <Callout key={origin} tone="warn" title={t('logTitle', { origin })}>
      <p>
        {t.rich('logText', {
          ...{ afterOrigin, afterSize, keptSize, gone: Math.max(0, afterSize - keptSize) },
          time: () => <Moment at={begunAt} />,
        })}
      </p>
      <p>{t(proved ? 'logProved' : 'logUnproved')}</p>
      <p>{t('logReason', { begunBy, reason })}</p>
    </Callout>
  ));
}
