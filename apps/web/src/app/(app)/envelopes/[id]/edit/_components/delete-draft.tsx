'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserCall } from '@/api/browser';
import { deleteDraft } from '@/api/envelopes';
import { type Problem, toProblem } from '@/api/problem';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { ErrorState } from '@/ui/error-state';
import { useNotify } from '@/ui/toast';

export function DeleteDraft(props: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  envelopeId: string;
  version: number;
}) {
  const t = useTranslations();
  const router = useRouter();
  const notify = useNotify();
  const [problem, setProblem] = useState<Problem | null>(null);
  const remove = async () => {
    try {
      await deleteDraft(browserCall, props.envelopeId, props.version);
      notify(t('editor.deleted'));
      router.push('/envelopes');
    } catch (error) {
      setProblem(toProblem(error));
    }
  };
  return (
    <Dialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={t('editor.deleteTitle')}
      description={t('editor.deleteText', { title: props.title })}
    >
      {problem ? <ErrorState problem={problem} onRetry={() => void remove()} /> : null}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={() => props.onOpenChange(false)}>{t('ui.cancel')}</Button>
        <Button kind="danger" onClick={() => void remove()}>
          {t('editor.deleteGo')}
        </Button>
      </div>
    </Dialog>
  );
}
