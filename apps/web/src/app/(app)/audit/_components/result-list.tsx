'use client';
import { Scale } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { AuditedEnvelope, AuditMoment } from '@/api/audit';
import { StatusBadge } from '@/envelope/status-badge';
import { Moment } from '@/time/moment';
import { Badge } from '@/ui/badge';
import { Cell, HeadCell, Table } from '@/ui/table';

/** Envelopes found: a table, and on narrow screens one card to a row. */
export function ResultList(props: {
  envelopes: readonly (AuditedEnvelope & { rank?: string })[];
  label: string;
  moment: AuditMoment;
}) {
  const t = useTranslations('audit');
  return (
    <Table
      label={props.label}
      head={
        <>
          <HeadCell className="w-full">{t('envelope')}</HeadCell>
          <HeadCell className="max-md:hidden">{t('people')}</HeadCell>
          <HeadCell className="max-sm:hidden">{t('state')}</HeadCell>
          <HeadCell className="text-right max-md:hidden">{t('when')}</HeadCell>
        </>
      }
    >
      {props.envelopes.map((envelope) => (
        <ResultRow key={envelope.id} envelope={envelope} moment={props.moment} />
      ))}
    </Table>
  );
}

function ResultRow({
  envelope,
  moment,
}: {
  envelope: AuditedEnvelope & { rank?: string };
  moment: AuditMoment;
}) {
  const t = useTranslations('audit');
  const at = { created: envelope.createdAt, sent: envelope.sentAt, ended: envelope.endedAt }[moment];
  const people = envelope.recipients.map(({ name, email }) => name || email).join(', ');
  return (
    <tr className="relative hover:bg-sunken/60">
      <Cell className="max-w-0">
        <Link
          href={`/audit/${envelope.id}`}
          prefetch={false}
          title={envelope.title}
          className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {envelope.title}
        </Link>
        <span className="block truncate text-[0.8125rem] text-ink-faint">
          {t('sender', { name: envelope.sender.name })} · {t('events', { count: envelope.eventCount })}
        </span>
        <span className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1.5 text-[0.8125rem] text-ink-soft md:hidden">
          <span className="sm:hidden">
            <StatusBadge status={envelope.status} />
          </span>
          {envelope.holdCount > 0 ? <Held /> : null}
          {at ? <Moment at={at} shape="day" /> : null}
          <span className="block w-full truncate text-ink-faint">{people}</span>
        </span>
        {envelope.rank ? (
          <code className="mt-1 block truncate font-mono text-xs text-ink-faint" title={envelope.rank}>
            {t('rank')} {envelope.rank.slice(0, 16)}…
          </code>
        ) : null}
      </Cell>
      <Cell className="max-w-56 truncate text-ink-soft max-md:hidden">{people}</Cell>
      <Cell className="max-sm:hidden">
        <span className="flex flex-wrap gap-1.5">
          <StatusBadge status={envelope.status} />
          {envelope.holdCount > 0 ? (
            <span className="max-md:hidden">
              <Held />
            </span>
          ) : null}
        </span>
      </Cell>
      <Cell className="text-right text-ink-soft max-md:hidden">{at ? <Moment at={at} /> : '–'}</Cell>
    </tr>
  );
}

function Held() {
  const t = useTranslations('audit');
  return (
    <Badge tone="amber" icon={Scale}>
      {t('heldBadge')}
    </Badge>
  );
}
