'use client';
import { ArrowDownUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { AuditedEvent } from '@/api/audit';
import { Button } from '@/ui/button';
import { Panel } from '@/ui/panel';
import { StoryEntry } from './story-entry';

/** The record as a story. Everything that proves an event stands behind it, one press away. */
export function StoryList({ events }: { events: readonly AuditedEvent[] }) {
  const t = useTranslations('audit');
  const [isNewestFirst, setNewestFirst] = useState(false);
  const ordered = isNewestFirst ? [...events].reverse() : events;
  return (
    <Panel
      title={t('record')}
      actions={
        <Button size="sm" kind="quiet" onClick={() => setNewestFirst(!isNewestFirst)}>
          <ArrowDownUp aria-hidden="true" />
          {isNewestFirst ? t('newestFirst') : t('oldestFirst')}
        </Button>
      }
    >
      <p className="mb-5 max-w-prose text-[0.8125rem] text-ink-faint text-pretty">{t('recordLead')}</p>
      <ol className="relative space-y-5 before:absolute before:inset-y-2 before:left-[0.3125rem] before:w-px before:bg-line">
        {ordered.map((event) => (
          <StoryEntry key={event.seq} event={event} />
        ))}
      </ol>
    </Panel>
  );
}
