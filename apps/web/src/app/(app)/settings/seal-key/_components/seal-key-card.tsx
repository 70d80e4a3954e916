'use client';
import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type SealKey, trustAddress } from '@/api/platform';
import { ServiceBadge } from '@/envelope/service-badge';
import { Moment } from '@/time/moment';
import { TimeAgo } from '@/time/time-ago';
import { Button } from '@/ui/button';
import { Callout } from '@/ui/callout';
import { Hash } from '@/ui/hash';
import { Panel } from '@/ui/panel';
import { KeyValidity } from './key-validity';
import { ProbeTable } from './probe-table';

/** Where is the key, may it leave, when does it end, and does it work right now. */
export function SealKeyCard({ sealKey }: { sealKey: SealKey }) {
  const t = useTranslations('sealKey');
  const { token, health } = sealKey;
  const place = [token.manufacturer, token.model].filter(Boolean).join(' ');
  return (
    <Panel
      title={`${sealKey.label} · ${t(`state.${sealKey.state}`)}`}
      actions={
        <Button size="sm" title={t('trustHint')} onClick={() => window.location.assign(trustAddress)}>
          <Download aria-hidden="true" />
          {t('trust')}
        </Button>
      }
    >
      {sealKey.exportable ? <Callout tone="bad" title={t('mayLeave')} /> : null}
      <dl className="grid gap-x-8 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
        <Fact term={t('leave')}>{sealKey.exportable ? t('mayLeave') : t('stays')}</Fact>
        <Fact term={t('where')} note={sealKey.softToken ? t('soft') : t('hardware')}>
          {place || '–'}{' '}
          {token.serial ? (
            <span className="text-ink-faint">{t('serial', { serial: token.serial })}</span>
          ) : null}
        </Fact>
        <Fact term={t('origin')}>{t(`origins.${sealKey.origin}`)}</Fact>
        <Fact term={t('valid')}>
          <KeyValidity notBefore={sealKey.notBefore} notAfter={sealKey.notAfter} />
        </Fact>
        <Fact term={t('selfTest')} note={sealKey.lastSelfTestAt ? t('selfTestText') : undefined}>
          {sealKey.lastSelfTestAt ? <TimeAgo at={sealKey.lastSelfTestAt} /> : t('selfTestNever')}
        </Fact>
        <Fact term={t('health')} note={health.detail}>
          <ServiceBadge state={health.state} /> <Moment at={health.since} />
        </Fact>
        <Fact term={t('algorithm')}>
          <code className="font-mono text-sm">{sealKey.algorithm}</code>
        </Fact>
        <Fact term={t('subject')}>
          <span className="[overflow-wrap:anywhere]">{sealKey.subject}</span>
        </Fact>
        <Fact term={t('fingerprint')}>
          <Hash hex={sealKey.fingerprint} />
        </Fact>
      </dl>
      <ProbeTable probe={sealKey.probe} />
    </Panel>
  );
}

function Fact({ term, note, children }: { term: string; note?: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt className="text-[0.8125rem] text-ink-faint">{term}</dt>
      <dd className="mt-0.5 font-medium">{children}</dd>
      {note ? <dd className="mt-0.5 text-[0.8125rem] text-ink-soft">{note}</dd> : null}
    </div>
  );
}
