'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { browserCall } from '@/api/browser';
import { type Bulk, type BulkRow, type BulkRowState, bulkLiveUrl, getBulk } from '@/api/bulk';
import type { Page } from '@/api/page';
import { useLive } from '@/live/use-live';
import { Callout } from '@/ui/callout';
import { PageHeader } from '@/ui/page-header';
import { BulkBadge } from '../../_components/bulk-badge';
import { BulkActs } from './bulk-acts';
import { BulkCountsPanel } from './bulk-counts-panel';
import { BulkRows } from './bulk-rows';

/** One list: checked, then moving. The counts add up to its rows. */
export function BulkDesk(props: {
  initial: Bulk;
  firstRows: Page<BulkRow>;
  filter: BulkRowState | null;
  again: boolean;
}) {
  const t = useTranslations('bulk');
  const { id } = props.initial;
  const live = useLive<Bulk>({
    url: bulkLiveUrl(id),
    event: 'bulk',
    initial: props.initial,
    fetchNow: () => getBulk(browserCall, id),
    on: true,
  });
  const bulk = live.value;
  return (
    <div className="space-y-5">
      <PageHeader
        title={bulk.fileName}
        above={
          <span className="flex flex-wrap items-center gap-3">
            <BulkBadge state={bulk.state} />
            <Link
              href={`/templates/${bulk.templateId}`}
              className="min-w-0 underline-offset-4 [overflow-wrap:anywhere] hover:underline"
            >
              {t('of', { name: bulk.templateName })}
            </Link>
          </span>
        }
        actions={<BulkActs bulk={bulk} onChanged={live.set} />}
      />
      {props.again ? <Callout tone="info" title={t('duplicate')} /> : null}
      {bulk.state === 'checked' ? <StartNote bulk={bulk} /> : null}
      <BulkCountsPanel bulk={bulk} />
      <BulkRows key={props.filter ?? 'all'} bulk={bulk} first={props.firstRows} filter={props.filter} />
    </div>
  );
}

function StartNote({ bulk }: { bulk: Bulk }) {
  const t = useTranslations('bulk');
  const { invalid, waiting } = bulk.counts;
  if (waiting === 0) return <Callout tone="bad" title={t('nothing')} />;
  return <Callout tone={invalid === 0 ? 'good' : 'warn'} title={t('startNote', { invalid })} />;
}
