import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { EnvelopeCounts, EnvelopeSummary } from '@/api/envelopes';
import type { Page } from '@/api/page';
import { Panel } from '@/ui/panel';
import { HomeRow } from './home-row';

type List = Page<EnvelopeSummary>;

export function HomeLists(lists: {
  counts: EnvelopeCounts;
  needs: List;
  stuck: List;
  moving: List;
  finished: List;
}) {
  const t = useTranslations('home');
  const { counts } = lists;
  return (
    <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-2">
      <HomeList
        title={t('stuck')}
        empty={t('stuckEmpty')}
        list={lists.stuck}
        count={counts.attention}
        status="attention"
      />
      <HomeList
        title={t('needs')}
        empty={t('needsEmpty')}
        list={lists.needs}
        count={counts.draft}
        status="draft"
      />
      <HomeList
        title={t('moving')}
        empty={t('movingEmpty')}
        list={lists.moving}
        count={counts.sent}
        status="sent"
      />
      <HomeList
        title={t('finished')}
        empty={t('finishedEmpty')}
        list={lists.finished}
        count={counts.completed}
        status="completed"
      />
    </div>
  );
}

function HomeList(props: { title: string; empty: string; list: List; count: number; status: string }) {
  const t = useTranslations('home');
  const { list, count, status } = props;
  const all = (
    <Link
      href={`/envelopes?status=${status}`}
      className="py-1 text-[0.8125rem] text-accent underline-offset-4 hover:underline"
    >
      {t('seeAll', { count })}
    </Link>
  );
  return (
    <Panel title={props.title} flush actions={count > list.items.length ? all : <Count value={count} />}>
      {list.items.length === 0 ? (
        <p className="px-5 py-5 text-sm text-ink-faint">{props.empty}</p>
      ) : (
        <ul className="divide-y divide-line">
          {list.items.map((envelope) => (
            <HomeRow key={envelope.id} envelope={envelope} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Count({ value }: { value: number }) {
  return <span className="tabular text-[0.8125rem] text-ink-faint">{value}</span>;
}
