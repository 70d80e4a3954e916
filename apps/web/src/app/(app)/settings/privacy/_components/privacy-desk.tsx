'use client';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserCall } from '@/api/browser';
import { type Erasure, listErasures, type Person } from '@/api/privacy';
import { Panel } from '@/ui/panel';
import { ErasePersonForm } from './erase-person-form';
import { ErasureResult } from './erasure-result';
import { FindPerson } from './find-person';
import { PersonPreview } from './person-preview';

const REFRESH_MS = 1_500;

/** Find a person, see what is held and what stands in the way, export it, erase it. */
export function PrivacyDesk({ initial }: { initial: readonly Erasure[] }) {
  const t = useTranslations('privacy');
  const [found, setFound] = useState<{ email: string; person: Person } | null>(null);
  const [textsOf, setTextsOf] = useState<ReadonlySet<string>>(new Set());
  const list = useQuery({
    queryKey: ['erasures'],
    queryFn: async () => (await listErasures(browserCall)).items,
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.some((one) => one.state === 'running') ? REFRESH_MS : false),
  });
  const show = (next: { email: string; person: Person } | null) => {
    setFound(next);
    setTextsOf(
      new Set(next?.person.envelopes.filter((one) => one.textsMention).map((one) => one.envelopeId)),
    );
  };
  const started = () => {
    show(null);
    void list.refetch();
  };
  return (
    <>
      <FindPerson onFound={show} />
      {found ? (
        <>
          <PersonPreview {...found} textsOf={textsOf} onTextsOf={setTextsOf} />
          <ErasePersonForm {...found} textsOf={textsOf} onStarted={started} />
        </>
      ) : null}
      <Panel title={t('requests')} flush>
        {list.data.length === 0 ? (
          <p className="px-4 py-4 text-sm text-ink-soft sm:px-5">{t('requestsNone')}</p>
        ) : (
          <ul className="divide-y divide-line" aria-live="polite">
            {list.data.map((erasure) => (
              <ErasureResult key={erasure.id} erasure={erasure} />
            ))}
          </ul>
        )}
      </Panel>
    </>
  );
}
