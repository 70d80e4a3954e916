'use client';
import { clsx } from 'clsx';
import { OctagonAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { StoryEvent } from '@/api/envelopes';
import { Moment } from '@/time/moment';
import { Panel } from '@/ui/panel';

/** The record read as a story, newest first; each entry is a link of the envelope's hash chain. */
export function StoryPanel({ events }: { events: readonly StoryEvent[] }) {
  const t = useTranslations('envelope');
  const newestFirst = [...events].sort((a, b) => b.seq - a.seq);
  return (
    <Panel title={t('story')}>
      {newestFirst.length === 0 ? <p className="text-sm text-ink-faint">{t('storyEmpty')}</p> : null}
      <ol className="relative space-y-4 before:absolute before:inset-y-2 before:left-[0.3125rem] before:w-px before:bg-line">
        {newestFirst.map((event) => (
          <li
            key={event.seq}
            className="relative pl-6"
            title={t('chain', { seq: event.seq, hash: event.chainHash })}
          >
            <span
              aria-hidden="true"
              className={clsx(
                'absolute top-1.5 left-0 size-[0.6875rem] rounded-full border-2 border-sheet',
                dotOf(event.type),
              )}
            />
            <p className="text-sm text-pretty [overflow-wrap:anywhere]">{event.sentence}</p>
            <p className="text-xs text-ink-faint">
              <Moment at={event.at} />
            </p>
            {event.intact ? null : (
              <p className="mt-0.5 flex items-start gap-1 text-xs font-medium text-red">
                <OctagonAlert className="mt-px size-3.5 shrink-0" aria-hidden="true" />
                {t('storyAltered')}
              </p>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function dotOf(type: string): string {
  if (/declined|voided|failed|expired|refused/.test(type)) return 'bg-red';
  if (/signed|approved|completed|certificate|sealed|seal.extended/.test(type)) return 'bg-green';
  if (/deferred/.test(type)) return 'bg-amber';
  return 'bg-line-strong';
}
