'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type Problem, toProblem } from '@/api/problem';
import { Button } from './button';
import { Dialog } from './dialog';
import { TextArea } from './field';
import { useProblemSentence } from './problem-sentence';

/** What is said around the reason: who will read it decides how it is asked for. */
export interface ReasonWords {
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly hint?: string;
  /** Said when somebody goes on without a reason. */
  readonly missing: string;
  /** The act, as the button names it. */
  readonly go: string;
}

/** Asks for the reason of an act that is recorded with it. What was typed goes when it closes: one act, one reason. */
export function ReasonDialog({
  open,
  words,
  isDanger = false,
  maxLength = 500,
  children,
  onClose,
  onGiven,
}: {
  open: boolean;
  words: ReasonWords;
  isDanger?: boolean;
  maxLength?: number;
  /** What the reason is about, above the question. */
  children?: ReactNode;
  onClose: () => void;
  /** Throws a problem to be shown beside the reason. */
  onGiven: (reason: string) => Promise<void>;
}) {
  const t = useTranslations('ui');
  const { error, busy, submit, forget } = useReason(words.missing, onGiven, onClose);
  const close = () => {
    forget();
    onClose();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => (next ? undefined : close())}
      title={words.title}
      description={words.text}
    >
      <form onSubmit={submit} noValidate className="space-y-4">
        {children}
        <TextArea
          label={words.label}
          hint={words.hint}
          name="reason"
          maxLength={maxLength}
          autoComplete="off"
          required
          autoFocus
          error={error}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="submit" kind={isDanger ? 'danger' : 'primary'} busy={busy}>
            {words.go}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function useReason(missing: string, onGiven: (reason: string) => Promise<void>, onClose: () => void) {
  const sentence = useProblemSentence();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Problem | 'missing' | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason')).trim();
    if (!reason) return setFault('missing');
    setBusy(true);
    setFault(null);
    try {
      await onGiven(reason);
      onClose();
    } catch (error) {
      setFault(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const error = fault === 'missing' ? missing : fault ? sentence(fault) : undefined;
  return { error, busy, submit, forget: () => setFault(null) };
}
