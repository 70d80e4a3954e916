import { useTranslations } from 'next-intl';
import type { RecipientSummary } from '@/api/envelopes';
import { Avatar } from '@/ui/avatar';

const shownAtMost = 4;

/** The people of an envelope, overlapping; those who are done wear a ring. */
export function PeopleStack({ people }: { people: readonly RecipientSummary[] }) {
  const t = useTranslations('envelopes');
  if (people.length === 0) return <span className="text-[0.8125rem] text-ink-faint">{t('noPeople')}</span>;
  const hidden = people.length - shownAtMost;
  return (
    <span className="flex items-center">
      <span className="flex -space-x-1">
        {people.slice(0, shownAtMost).map((person, index) => (
          <Avatar
            key={person.id}
            name={person.name}
            index={index}
            done={person.status === 'completed'}
            size="sm"
          />
        ))}
      </span>
      {hidden > 0 ? (
        <span className="ml-2 text-xs text-ink-faint">
          <span aria-hidden="true">+{hidden}</span>
          <span className="sr-only">{t('morePeople', { count: hidden })}</span>
        </span>
      ) : null}
    </span>
  );
}
