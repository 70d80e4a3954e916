'use client';
import { useTranslations } from 'next-intl';
import type { Envelope } from '@/api/envelopes';
import { Panel } from '@/ui/panel';
import { PersonProgress } from './person-progress';

/** Everyone in the order they are asked, with where each one stands. */
export function PeopleProgress({ envelope }: { envelope: Envelope }) {
  const t = useTranslations('envelope');
  const people = [...envelope.recipients].sort((a, b) => a.routingOrder - b.routingOrder);
  return (
    <Panel
      title={t('people')}
      flush
      actions={
        <span className="text-[0.8125rem] tabular text-ink-soft">{t('progress', envelope.progress)}</span>
      }
    >
      <ol aria-live="polite" className="divide-y divide-line">
        {people.map((person) => (
          <PersonProgress
            key={person.id}
            envelope={envelope}
            person={person}
            index={envelope.recipients.indexOf(person)}
          />
        ))}
      </ol>
    </Panel>
  );
}
