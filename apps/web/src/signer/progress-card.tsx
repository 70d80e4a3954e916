'use client';
import { ArrowRight, CloudOff, PenLine } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Problem } from '@/api/problem';
import type { SigningState } from '@/api/signing';
import { Button } from '@/ui/button';
import { ProgressBar } from '@/ui/progress';
import type { SaveStatus } from './save-queue';
import { useSignerSentence } from './signer-problem';
import { stepsId } from './use-guide';

/** How far, what next, and the act itself once nothing is missing. */
export function ProgressCard(props: {
  state: SigningState;
  done: number;
  total: number;
  started: boolean;
  status: SaveStatus;
  busy: boolean;
  problem: Problem | null;
  onNext: () => void;
  onFinish: () => void;
  onDecline: () => void;
}) {
  const { state, done, total, status } = props;
  const t = useTranslations('signer');
  const sentence = useSignerSentence();
  const complete = done === total;
  return (
    <section
      id={stepsId}
      tabIndex={-1}
      aria-label={t('steps', { title: state.envelope.title })}
      className="space-y-3 outline-none"
    >
      <p role="status" className="sr-only">
        {total > 0 ? t('progress', { done, total }) : null}
      </p>
      {props.problem ? (
        <p role="alert" className="text-sm font-medium text-red">
          {sentence(props.problem)}{' '}
          <span className="font-mono text-xs font-normal">{props.problem.code}</span>
        </p>
      ) : null}
      {total > 0 ? (
        <div className="flex items-center gap-3">
          <ProgressBar done={done} total={total} label={t('progress', { done, total })} />
          <span className="shrink-0 text-[0.8125rem] tabular text-ink-soft">
            {t('progressShort', { done, total })}
          </span>
          <SaveWord status={status} />
        </div>
      ) : (
        <p className="text-sm text-ink-soft">
          {t('nothingToFill', { act: state.recipient.role, count: state.documents.length })}
        </p>
      )}
      <OfflineNote status={status} />
      <div className="flex gap-2">
        <Button kind="quiet" size="lg" onClick={props.onDecline}>
          {t('decline')}
        </Button>
        {complete ? (
          <FinishButton state={state} busy={props.busy} onFinish={props.onFinish} />
        ) : (
          <Button kind="primary" size="lg" className="flex-1" onClick={props.onNext}>
            {props.started ? t('next') : t('start')}
            <ArrowRight aria-hidden="true" />
          </Button>
        )}
      </div>
      {complete ? <FinishNote state={state} /> : null}
    </section>
  );
}

function FinishButton({
  state,
  busy,
  onFinish,
}: {
  state: SigningState;
  busy: boolean;
  onFinish: () => void;
}) {
  const t = useTranslations('signer');
  const approves = state.recipient.role === 'approver';
  return (
    <Button kind="primary" size="lg" className="min-w-0 flex-1" busy={busy} onClick={onFinish}>
      <PenLine aria-hidden="true" />
      <span className="truncate">{t(approves ? 'approve' : 'finish', { title: state.envelope.title })}</span>
    </Button>
  );
}

function FinishNote({ state }: { state: SigningState }) {
  const t = useTranslations('signer');
  const act = state.recipient.role;
  const [document] = state.documents;
  const count = state.documents.length;
  return (
    <p className="text-xs text-ink-faint">
      {count > 1
        ? t('finishNoteMany', { act, count })
        : t(act === 'approver' ? 'approveNote' : 'finishNote', { fingerprint: document?.fingerprint ?? '' })}
    </p>
  );
}

function SaveWord({ status }: { status: SaveStatus }) {
  const t = useTranslations('signer');
  const word = status === 'saved' ? t('saved') : status === 'saving' ? t('saving') : '';
  return <span className="w-14 shrink-0 text-right text-xs text-ink-faint">{word}</span>;
}

function OfflineNote({ status }: { status: SaveStatus }) {
  const t = useTranslations('signer');
  const away = status === 'offline' || status === 'retrying';
  return (
    <p role="status" className="flex items-start gap-2 text-sm text-amber empty:hidden">
      {away ? (
        <>
          <CloudOff className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          {status === 'offline' ? t('offline') : t('retrying')}
        </>
      ) : null}
    </p>
  );
}
