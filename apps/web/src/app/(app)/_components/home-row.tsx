import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { EnvelopeSummary } from '@/api/envelopes';
import { AttentionLine } from '@/envelope/attention-line';
import { currentPeople, envelopeAddress } from '@/envelope/envelope-address';
import { PeopleStack } from '@/envelope/people-stack';
import { TimeAgo } from '@/time/time-ago';

/** One envelope on the home page: what, who, and the one thing to know about it. */
export function HomeRow({ envelope }: { envelope: EnvelopeSummary }) {
  return (
    <li className="relative flex items-center gap-4 px-4 py-3 hover:bg-sunken/60 sm:px-5">
      <div className="min-w-0 flex-1">
        <Link
          href={envelopeAddress(envelope)}
          className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {envelope.title}
        </Link>
        <RowNote envelope={envelope} />
      </div>
      <PeopleStack people={envelope.recipients} />
    </li>
  );
}

function RowNote({ envelope }: { envelope: EnvelopeSummary }) {
  const t = useTranslations('envelopes');
  if (envelope.attention) return <AttentionLine attention={envelope.attention} />;
  const waitingFor = currentPeople(envelope);
  return (
    <span className="block truncate text-[0.8125rem] text-ink-faint">
      {waitingFor.length > 0 ? `${t('waitingFor', { names: waitingFor.join(', ') })} · ` : null}
      <TimeAgo at={envelope.updatedAt} />
    </span>
  );
}
