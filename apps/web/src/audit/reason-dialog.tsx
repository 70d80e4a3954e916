'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { type Problem, toProblem } from '@/api/problem';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { useProblemSentence } from '@/ui/problem-sentence';

/** Asks for the reason of an act that is recorded with it. */
export function ReasonDialog(props: {
  open: boolean;
  title: string;
  text: string;
  go: string;
  isDanger?: boolean;
  onClose: () => void;
  /** Throws a problem to be shown beside the reason. */
  onGiven: (reason: string) => Promise<void>;
}) {
  const t = useTranslations();
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
      await props.onGiven(reason);
      props.onClose();
    } catch (error) {
      setFault(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const error = fault === 'missing' ? t('audit.holdReasonMissing') : fault ? sentence(fault) : undefined;
  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => (open ? undefined : props.onClose())}
      title={props.title}
      description={props.text}
    >
      <form onSubmit={submit} noValidate className="space-y-4">
        <TextField
          label={t('audit.holdReason')}
          hint={t('audit.holdReasonHint')}
          name="reason"
          maxLength={500}
          autoComplete="off"
          error={error}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={props.onClose}>{t('ui.cancel')}</Button>
          <Button type="submit" kind={props.isDanger ? 'danger' : 'primary'} busy={busy}>
            {props.go}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
