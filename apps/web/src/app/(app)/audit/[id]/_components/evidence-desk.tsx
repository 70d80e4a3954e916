'use client';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type AuditedEnvelope, type AuditedStory, readStory } from '@/api/audit';
import { browserCall } from '@/api/browser';
import { toProblem } from '@/api/problem';
import { StatusBadge } from '@/envelope/status-badge';
import { ErrorState } from '@/ui/error-state';
import { ListSkeleton } from '@/ui/list-skeleton';
import { PageHeader } from '@/ui/page-header';
import { FactsPanel } from './facts-panel';
import { HoldPanel } from './hold-panel';
import { StoryList } from './story-list';
import { TakeAwayPanel } from './take-away-panel';
import { VerifyPanel } from './verify-panel';

/** One envelope in the audit room: its story, what can be taken away, and a check that runs in the page. */
export function EvidenceDesk({ id, isAdmin }: { id: string; isAdmin: boolean }) {
  const t = useTranslations('audit');
  const story = useQuery({
    queryKey: ['audit-story', id],
    queryFn: () => readStory(browserCall, id),
    // Each reading is recorded: the page asks when it is opened, and after an act of its own.
    ...{ staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, refetchOnReconnect: false },
  });
  const back = (
    <Link href="/audit" className="inline-flex min-h-8 items-center gap-1.5 rounded-sm hover:text-ink">
      <ArrowLeft className="size-4" aria-hidden="true" />
      {t('back')}
    </Link>
  );
  if (story.error) {
    return (
      <div className="space-y-5">
        <PageHeader title={t('title')} above={back} />
        <ErrorState problem={toProblem(story.error)} onRetry={() => void story.refetch()} />
      </div>
    );
  }
  if (!story.data) return <ListSkeleton label={t('loading')} />;
  const { envelope } = story.data;
  return (
    <div className="space-y-5">
      <PageHeader title={envelope.title} above={back} actions={<StatusBadge status={envelope.status} />}>
        {t('sender', { name: envelope.sender.name })}
      </PageHeader>
      <Columns story={story.data} isAdmin={isAdmin} onChanged={() => void story.refetch()} />
    </div>
  );
}

function Columns(props: { story: AuditedStory; isAdmin: boolean; onChanged: () => void }) {
  const { envelope, events, holds, signedLogSize } = props.story;
  return (
    <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_25rem]">
      <div className="min-w-0 space-y-5 xl:order-2">
        <TakeAwayPanel envelope={envelope} />
        {isOver(envelope) ? <VerifyPanel envelope={envelope} /> : null}
        <HoldPanel {...{ envelope, holds, isAdmin: props.isAdmin, onChanged: props.onChanged }} />
        <FactsPanel envelope={envelope} signedLogSize={signedLogSize} />
      </div>
      <StoryList events={events} />
    </div>
  );
}

function isOver({ certificateSha256, documentsErasedAt }: AuditedEnvelope): boolean {
  return certificateSha256 !== null && documentsErasedAt === null;
}
