'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { SealKey } from '@/api/platform';
import { ServiceBadge } from '@/envelope/service-badge';
import { TimeAgo } from '@/time/time-ago';
import { ButtonLink } from '@/ui/button';
import { Panel } from '@/ui/panel';
import { KeyValidity } from '../../seal-key/_components/key-validity';

/** The key behind the seals in a few facts; its own screen has all of them. */
export function KeySummary({ sealKey }: { sealKey: SealKey | null }) {
  const t = useTranslations('sealing');
  const words = useTranslations('sealKey');
  return (
    <Panel
      title={t('key')}
      actions={
        <ButtonLink size="sm" href="/settings/seal-key">
          {t('keyMore')}
        </ButtonLink>
      }
    >
      {sealKey === null ? (
        <p className="text-sm text-ink-soft">{words('noneText')}</p>
      ) : (
        <dl className="grid gap-x-8 gap-y-5 sm:grid-cols-2 lg:grid-cols-4">
          <Fact term={words('health')}>
            <ServiceBadge state={sealKey.health.state} />
          </Fact>
          <Fact term={words('algorithm')}>
            <code className="font-mono text-sm">{sealKey.algorithm}</code>
          </Fact>
          <Fact term={words('valid')}>
            <KeyValidity notBefore={sealKey.notBefore} notAfter={sealKey.notAfter} />
          </Fact>
          <Fact term={words('selfTest')}>
            {sealKey.lastSelfTestAt ? <TimeAgo at={sealKey.lastSelfTestAt} /> : words('selfTestNever')}
          </Fact>
        </dl>
      )}
    </Panel>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-[0.8125rem] text-ink-faint">{term}</dt>
      <dd className="mt-0.5 font-medium">{children}</dd>
    </div>
  );
}
