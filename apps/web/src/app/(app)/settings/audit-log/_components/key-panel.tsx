'use client';
import { Archive, CircleCheck, KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { LogKey } from '@/api/audit-log';
import { Moment } from '@/time/moment';
import { Badge } from '@/ui/badge';
import { TextDownload } from '@/ui/button';
import { Hash } from '@/ui/hash';
import { Panel } from '@/ui/panel';
import { EmptyState } from '@/ui/states';

/** The keys that sign checkpoints; two in use while one replaces the other. */
export function KeyPanel({ keys }: { keys: readonly LogKey[] }) {
  const t = useTranslations('auditLog');
  const inUse = keys.filter(({ retiredAt }) => retiredAt === null).length;
  const file = keys.map(({ verifierKey }) => `${verifierKey}\n`).join('');
  return (
    <Panel
      title={t('keys')}
      flush
      actions={
        keys.length > 0 ? (
          <TextDownload fileName="log-keys.txt" type="text/plain" text={file}>
            {t('downloadKeys')}
          </TextDownload>
        ) : null
      }
    >
      {keys.length === 0 ? (
        <EmptyState icon={KeyRound} title={t('keysNone')}>
          {t('keysNoneText')}
        </EmptyState>
      ) : (
        <>
          {inUse > 1 ? <p className="px-4 pt-4 text-sm text-ink-soft sm:px-5">{t('overlap')}</p> : null}
          <ul className="divide-y divide-line">
            {keys.toReversed().map((key) => (
              <KeyRow key={key.verifierKey} logKey={key} />
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

function KeyRow({ logKey }: { logKey: LogKey }) {
  const t = useTranslations('auditLog');
  const { label, algorithm, fingerprintSha256Hex, registeredAt, retiredAt, verifierKey } = logKey;
  return (
    <li className="space-y-1.5 px-4 py-4 sm:px-5">
      <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
        {label}
        <Badge tone={retiredAt ? 'neutral' : 'green'} icon={retiredAt ? Archive : CircleCheck}>
          {retiredAt ? t('retired') : t('inUse')}
        </Badge>
        <code className="font-mono text-xs font-normal text-ink-soft">{algorithm}</code>
      </p>
      <p className="text-[0.8125rem] text-ink-faint">
        {t('fingerprint')} <Hash hex={fingerprintSha256Hex} />
      </p>
      <p className="text-[0.8125rem] text-ink-faint">
        {t('verifierKey')}{' '}
        <code className="font-mono text-xs text-ink-soft [overflow-wrap:anywhere]">{verifierKey}</code>
      </p>
      <p className="text-[0.8125rem] text-ink-faint">
        {t.rich('keySince', { time: () => <Moment at={registeredAt} shape="day" /> })}
        {retiredAt ? (
          <> · {t.rich('keyUntil', { time: () => <Moment at={retiredAt} shape="day" /> })}</>
        ) : null}
      </p>
    </li>
  );
}
