'use client';
import { Dices } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Sample } from '@/api/audit';
import { ResultList } from '@/app/(app)/audit/_components/result-list';
import { Moment } from '@/time/moment';
import { Hash } from '@/ui/hash';
import { Panel } from '@/ui/panel';
import { EmptyState } from '@/ui/states';

export function SampleResult({ sample }: { sample: Sample }) {
  const t = useTranslations('audit');
  const { items, populationCount } = sample;
  return (
    <div className="space-y-4">
      <p role="status" className="font-medium">
        {t('drawn', { shown: items.length, population: populationCount })}
      </p>
      {items.length === 0 ? (
        <Panel flush>
          <EmptyState icon={Dices} title={t('drawnNone')}>
            {t('noneText')}
          </EmptyState>
        </Panel>
      ) : (
        <ResultList envelopes={items} label={t('samples')} moment="sent" />
      )}
      <Panel title={t('howTo')}>
        <dl className="grid gap-x-6 gap-y-2 text-[0.8125rem] sm:grid-cols-[10rem_minmax(0,1fr)]">
          <Fact name={t('seed')}>
            <code className="font-mono text-xs [overflow-wrap:anywhere]">{sample.seed}</code>
          </Fact>
          <Fact name={t('drawnAt')}>
            <Moment at={sample.drawnAt} />
          </Fact>
          <Fact name={t('momentSent')}>
            <code className="font-mono text-xs">
              {sample.from} – {sample.to}
            </code>
          </Fact>
          <Fact name={t('populationHash')}>
            <Hash hex={sample.populationSha256} />
          </Fact>
        </dl>
        <p className="mt-4 max-w-prose text-sm text-ink-soft text-pretty">
          {t('howToText', { count: sample.count })}
        </p>
        <pre className="mt-2 overflow-x-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-xs">
          {`${sample.algorithm}\n${sample.seed}\n<envelope id>\n`}
        </pre>
      </Panel>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
