'use client';
import { CircleCheck, CircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReadinessProblem } from '@/api/envelopes';
import { useEditor } from '@/editor/editor-context';
import { fixTarget } from '@/editor/fix-target';
import type { Autosave } from '@/editor/use-autosave';
import { Button } from '@/ui/button';
import { Panel } from '@/ui/panel';

/** Everything that stands between this draft and being sent, as the server sees it, each with a way there. */
export function ReadinessPanel({ autosave }: { autosave: Autosave }) {
  const t = useTranslations('editor');
  const { draft } = useEditor();
  const { problems } = autosave.envelope.readiness;
  const isReady = problems.length === 0;
  const settled = autosave.state === 'saved';
  const names = draft.recipients
    .filter((person) => person.role !== 'copy' && person.routingOrder === 1)
    .map((person) => person.name)
    .join(', ');
  return (
    <section
      data-readiness
      tabIndex={-1}
      aria-live="polite"
      className="rounded-lg outline-none focus-visible:outline-2"
    >
      <Panel
        title={isReady ? (settled ? t('ready') : t('notKnown')) : t('notReady')}
        actions={settled ? null : <Checking />}
      >
        {isReady && !settled ? (
          <p className="text-sm text-ink-faint">{t('notKnownText')}</p>
        ) : isReady ? (
          <p className="flex items-start gap-2 text-sm text-green">
            <CircleCheck className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {t('readyText', { names, count: draft.documents.length })}
            </span>
          </p>
        ) : (
          <Missing problems={problems} />
        )}
      </Panel>
    </section>
  );
}

function Checking() {
  const t = useTranslations('editor');
  return <span className="breathe text-xs text-ink-faint">{t('checking')}</span>;
}

function Missing({ problems }: { problems: readonly ReadinessProblem[] }) {
  const t = useTranslations('editor');
  const { draft } = useEditor();
  return (
    <>
      <p className="mb-2 text-[0.8125rem] text-ink-faint">{t('missingCount', { count: problems.length })}</p>
      <ul className="space-y-2">
        {problems.map((problem) => (
          <li
            key={`${problem.code}${problem.pointer}${problem.sentence}`}
            className="flex items-start gap-2 text-sm"
          >
            <CircleDashed className="mt-0.5 size-4 shrink-0 text-amber" aria-hidden="true" />
            <div className="min-w-0 flex-1">
              <p className="[overflow-wrap:anywhere]">{problem.sentence}</p>
              <Fix target={fixTarget(problem, draft)} about={problem.sentence} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function Fix({ target, about }: { target: string | null; about: string }) {
  const t = useTranslations('editor');
  if (!target) return null;
  const go = () => {
    const element = document.getElementById(target);
    // A page is taller than most windows: its beginning is what one wants to see.
    element?.scrollIntoView({ block: element.matches('[data-page-number]') ? 'start' : 'center' });
    element?.focus({ preventScroll: true });
  };
  return (
    <Button size="sm" kind="quiet" className="-ml-2.5 text-accent" onClick={go}>
      {t('fix')}
      <span className="sr-only">: {about}</span>
    </Button>
  );
}
