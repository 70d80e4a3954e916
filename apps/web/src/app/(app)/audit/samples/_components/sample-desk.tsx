'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { listSamples, type Sample, type SampleFacts } from '@/api/audit';
import { browserCall } from '@/api/browser';
import { toProblem } from '@/api/problem';
import { Moment } from '@/time/moment';
import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { Panel } from '@/ui/panel';
import { SampleForm } from './sample-form';
import { SampleResult } from './sample-result';

export function SampleDesk() {
  const t = useTranslations('audit');
  const [sample, setSample] = useState<Sample | null>(null);
  const [again, setAgain] = useState<SampleFacts | null>(null);
  return (
    <div className="space-y-5">
      <p className="max-w-prose text-sm text-ink-soft">{t('sampleLead')}</p>
      <SampleForm key={again?.id ?? 'new'} like={again} onDrawn={setSample} />
      {sample ? <SampleResult sample={sample} /> : null}
      <DrawnBefore newestId={sample?.id ?? null} onAgain={setAgain} />
    </div>
  );
}

function DrawnBefore(props: { newestId: string | null; onAgain: (sample: SampleFacts) => void }) {
  const t = useTranslations('audit');
  const list = useQuery({
    queryKey: ['audit-samples', props.newestId],
    queryFn: async () => (await listSamples(browserCall)).items,
    placeholderData: (before) => before,
    ...{ refetchOnWindowFocus: false, refetchOnReconnect: false },
  });
  return (
    <Panel title={t('drawnBefore')} flush>
      {list.error ? <ErrorState problem={toProblem(list.error)} onRetry={() => void list.refetch()} /> : null}
      {list.data?.length === 0 ? (
        <p className="px-4 py-4 text-sm text-ink-faint sm:px-5">{t('drawnBeforeEmpty')}</p>
      ) : null}
      <ul className="divide-y divide-line">
        {list.data?.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3 sm:px-5">
            <div className="min-w-0 text-sm">
              <p>
                {t('drawn', {
                  shown: Math.min(one.count, one.populationCount),
                  population: one.populationCount,
                })}
                {' · '}
                <Moment at={one.drawnAt} />
              </p>
              <p className="text-[0.8125rem] text-ink-faint [overflow-wrap:anywhere]">
                {t('seed')} <code className="font-mono text-xs">{one.seed}</code>,{' '}
                {one.seedBy === 'server' ? t('seedByServer') : t('seedByAuditor')}
              </p>
            </div>
            <Button size="sm" onClick={() => props.onAgain(one)}>
              {t('drawAgain')}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
