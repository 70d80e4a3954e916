'use client';
import { useTranslations } from 'next-intl';
import type { Bulk } from '@/api/bulk';
import { Panel } from '@/ui/panel';
import { ProgressBar } from '@/ui/progress';

const shown = ['total', 'invalid', 'waiting', 'created', 'sent', 'failed', 'completed'] as const;

/** Counts that move; read out in one sentence instead of number by number. */
export function BulkCountsPanel({ bulk }: { bulk: Bulk }) {
  const t = useTranslations('bulk');
  const { counts } = bulk;
  const sendable = counts.total - counts.invalid;
  const sentence = t('liveCounts', { sent: counts.sent, total: sendable, failed: counts.failed });
  return (
    <Panel>
      {bulk.state === 'checked' ? null : (
        <div className="mb-5">
          <p role="status" className="mb-1.5 text-sm tabular">
            {sentence}
          </p>
          <ProgressBar done={counts.sent} total={sendable} label={sentence} />
        </div>
      )}
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4 lg:grid-cols-7">
        {shown.map((key) => (
          <div key={key} className="flex flex-col-reverse justify-end">
            <dt className="text-[0.8125rem] text-ink-faint">{t(`counts.${key}`)}</dt>
            <dd className="font-serif text-2xl font-semibold tabular">{counts[key]}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
