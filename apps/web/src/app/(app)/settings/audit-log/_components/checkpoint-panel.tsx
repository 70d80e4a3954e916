'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { LogStatus } from '@/api/audit-log';
import { Moment } from '@/time/moment';
import { TimeAgo } from '@/time/time-ago';
import { TextDownload } from '@/ui/button';
import { Hash } from '@/ui/hash';
import { Panel } from '@/ui/panel';

/** The newest signed head of the log: what to keep outside of this server. */
export function CheckpointPanel({
  origin,
  checkpoint,
  pending,
  requiredWitnesses,
}: Pick<LogStatus, 'origin' | 'checkpoint' | 'pending' | 'requiredWitnesses'>) {
  const t = useTranslations('auditLog');
  return (
    <Panel
      title={t('checkpoint')}
      actions={
        checkpoint ? (
          <TextDownload
            fileName={`checkpoint-${checkpoint.size}.txt`}
            type="text/plain"
            text={checkpoint.note}
          >
            {t('downloadCheckpoint')}
          </TextDownload>
        ) : null
      }
    >
      {checkpoint === null ? (
        <p className="text-sm text-ink-soft">{t('checkpointNone')}</p>
      ) : (
        <div className="space-y-4">
          <p className="max-w-2xl text-sm text-ink-soft">{t('checkpointText')}</p>
          <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
            <Fact term={t('origin')}>
              <code className="font-mono text-sm [overflow-wrap:anywhere]">{origin}</code>
            </Fact>
            <Fact term={t('treeSize')}>
              <span className="tabular">{t('entries', { count: checkpoint.size })}</span>
            </Fact>
            <Fact term={t('signed')}>
              <TimeAgo at={checkpoint.signedAt} />
            </Fact>
            <Fact term={t('pending')}>
              {pending.count === 0 ? t('pendingNone') : t('pendingSome', { count: pending.count })}
              {pending.oldestAt ? (
                <span className="block text-[0.8125rem] font-normal text-ink-faint">
                  {t.rich('pendingSince', { time: () => <TimeAgo at={pending.oldestAt ?? ''} /> })}
                </span>
              ) : null}
            </Fact>
            <Fact term={t('timestamp')}>
              {checkpoint.timestamp ? (
                <>
                  <Moment at={checkpoint.timestamp.at} />
                  <span className="block text-[0.8125rem] font-normal text-ink-faint [overflow-wrap:anywhere]">
                    {checkpoint.timestamp.authority}
                  </span>
                </>
              ) : (
                t('timestampNone')
              )}
            </Fact>
            <Fact term={t('cosigned')}>
              {checkpoint.cosignedBy.length === 0 ? t('cosignedNone') : checkpoint.cosignedBy.join(', ')}
              {requiredWitnesses > 0 ? (
                <span className="block text-[0.8125rem] font-normal text-ink-faint">
                  {t('cosignedWanted', { count: requiredWitnesses })}
                </span>
              ) : null}
            </Fact>
          </dl>
          <div>
            <p className="text-[0.8125rem] text-ink-faint">{t('root')}</p>
            <Hash hex={checkpoint.rootHex} />
          </div>
        </div>
      )}
    </Panel>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-[0.8125rem] text-ink-faint">{term}</dt>
      <dd className="mt-0.5 text-sm font-medium">{children}</dd>
    </div>
  );
}
