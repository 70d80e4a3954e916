'use client';
import { CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { browserCall } from '@/api/browser';
import { confirmWarnings, type EnvelopeDocument } from '@/api/documents';
import { type Problem, toProblem } from '@/api/problem';
import { Moment } from '@/time/moment';
import { Button } from '@/ui/button';
import { useProblemSentence } from '@/ui/problem-sentence';

type Changed = Pick<EnvelopeDocument, 'id' | 'name' | 'sha256' | 'report' | 'warningsConfirmed'>;

/** Whether somebody has to read what was changed in it, or already has. */
export const wasChanged = ({ report }: Pick<Changed, 'report'>): boolean =>
  report.verdict === 'accept-after-warning';

/**
 * What was changed in one upload, in plain words, and one act: “I have read this”. It is recorded and stays: whoever read
 * it by mistake replaces the document.
 *
 * @param id of the element that a list of open points leads to
 */
export function DocumentChanges({
  id,
  document,
  onConfirmed,
}: {
  id: string;
  document: Changed;
  onConfirmed: () => void | Promise<void>;
}) {
  const t = useTranslations('documentChanges');
  const { confirm, busy, problem, confirmed } = useConfirming(document, onConfirmed);
  const sentence = useProblemSentence();
  const titleId = `${id}-title`;
  return (
    <section aria-labelledby={titleId} className="space-y-2.5">
      <h3 id={titleId} className="text-sm font-medium [overflow-wrap:anywhere]">
        {document.name}
      </h3>
      <ul className="list-disc space-y-1.5 pl-4 text-sm text-ink-soft marker:text-amber">
        {document.report.reasons.map((reason) => (
          <li key={reason.code} className="[overflow-wrap:anywhere]">
            {reason.sentence}
          </li>
        ))}
      </ul>
      <div aria-live="polite">
        {confirmed ? (
          <Confirmed id={id} {...confirmed} hasJustHappened={document.warningsConfirmed === null} />
        ) : null}
        {problem ? <p className="mb-2 text-[0.8125rem] font-medium text-red">{sentence(problem)}</p> : null}
      </div>
      {confirmed ? null : (
        <Button id={id} size="sm" busy={busy} onClick={() => void confirm()} aria-describedby={`${id}-hint`}>
          {t('confirm')}
          <span className="sr-only">: {document.name}</span>
        </Button>
      )}
      {confirmed ? null : (
        <p id={`${id}-hint`} className="text-[0.8125rem] text-ink-faint">
          {t('hint')}
        </p>
      )}
    </section>
  );
}

/** The button is gone now: whoever pressed it by keyboard goes on from what it became. */
function Confirmed({
  id,
  by,
  at,
  hasJustHappened,
}: {
  id: string;
  by: string;
  at: string;
  hasJustHappened: boolean;
}) {
  const t = useTranslations('documentChanges');
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (hasJustHappened) line.current?.focus({ preventScroll: true });
  }, [hasJustHappened]);
  return (
    <p id={id} ref={line} tabIndex={-1} className="flex items-start gap-2 text-sm text-green outline-none">
      <CircleCheck className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {t.rich('confirmed', { by, time: () => <Moment at={at} /> })}
      </span>
    </p>
  );
}

function useConfirming(document: Changed, onConfirmed: () => void | Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [given, setGiven] = useState<Changed['warningsConfirmed']>(null);
  const confirm = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const { warningsConfirmed } = await confirmWarnings(browserCall, document.id, document.sha256);
      setGiven(warningsConfirmed);
      await onConfirmed();
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return { confirm, busy, problem, confirmed: document.warningsConfirmed ?? given };
}
