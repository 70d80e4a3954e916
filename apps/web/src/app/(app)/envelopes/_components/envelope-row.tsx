import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { EnvelopeSummary } from '@/api/envelopes';
import { AttentionLine } from '@/envelope/attention-line';
import { currentPeople, envelopeAddress } from '@/envelope/envelope-address';
import { PeopleStack } from '@/envelope/people-stack';
import { StatusBadge } from '@/envelope/status-badge';
import { TimeAgo } from '@/time/time-ago';
import { Cell } from '@/ui/table';

export function EnvelopeRow({ envelope }: { envelope: EnvelopeSummary }) {
  const t = useTranslations('envelopes');
  const waitingFor = currentPeople(envelope);
  return (
    <tr className="relative hover:bg-sunken/60">
      <Cell className="max-w-0">
        <Link
          href={envelopeAddress(envelope)}
          title={envelope.title}
          className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {envelope.title}
        </Link>
        {envelope.attention ? <AttentionLine attention={envelope.attention} /> : null}
        {!envelope.attention && waitingFor.length > 0 ? (
          <span className="block truncate text-[0.8125rem] text-ink-faint">
            {t('waitingFor', { names: waitingFor.join(', ') })}
          </span>
        ) : null}
        <span className="mt-2 flex flex-wrap items-center gap-3 md:hidden">
          <span className="sm:hidden">
            <StatusBadge status={envelope.status} />
          </span>
          <PeopleStack people={envelope.recipients} />
          <span className="text-[0.8125rem] text-ink-faint">
            <TimeAgo at={envelope.updatedAt} />
          </span>
        </span>
      </Cell>
      <Cell className="max-md:hidden">
        <span className="flex items-center gap-3">
          <PeopleStack people={envelope.recipients} />
          {envelope.status === 'sent' ? (
            <span className="tabular text-[0.8125rem] whitespace-nowrap text-ink-soft">
              {t('progress', envelope.progress)}
            </span>
          ) : null}
        </span>
      </Cell>
      <Cell className="max-sm:hidden">
        <StatusBadge status={envelope.status} />
      </Cell>
      <Cell className="text-right text-ink-soft max-md:hidden">
        <TimeAgo at={envelope.updatedAt} />
      </Cell>
    </tr>
  );
}
