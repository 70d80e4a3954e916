'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type AuditorGrant, endAuditor } from '@/api/auditors';
import { browserCall } from '@/api/browser';
import { type Problem, toProblem } from '@/api/problem';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { ErrorState } from '@/ui/error-state';
import { useNotify } from '@/ui/toast';

export interface AuditorDialog {
  readonly grant: AuditorGrant;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

export function EndAuditor({ grant, open, onClose, onChanged }: AuditorDialog) {
  const t = useTranslations();
  const notify = useNotify();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const { name } = grant;
  const end = async () => {
    setBusy(true);
    try {
      await endAuditor(browserCall, grant.id);
      notify(t('auditors.endedNow', { name }));
      onChanged();
      onClose();
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t('auditors.endTitle', { name })}
      description={t('auditors.endText')}
    >
      {problem ? <ErrorState problem={problem} onRetry={() => void end()} /> : null}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        <Button kind="danger" busy={busy} onClick={() => void end()}>
          {t('auditors.endGo')}
        </Button>
      </div>
    </Dialog>
  );
}
