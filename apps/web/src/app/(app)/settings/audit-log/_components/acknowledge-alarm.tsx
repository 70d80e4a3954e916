'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { acknowledgeAlarm, type LogAlarm, type LogAlarms } from '@/api/audit-log';
import { browserCall } from '@/api/browser';
import { type Problem, toProblem } from '@/api/problem';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { ErrorState } from '@/ui/error-state';
import { TextArea } from '@/ui/field';
import { useNotify } from '@/ui/toast';

/** Takes an alarm off every page. Without a reason nobody could tell later why it was. */
export function AcknowledgeAlarm({
  alarm,
  onClose,
  onAcknowledged,
}: {
  alarm: LogAlarm;
  onClose: () => void;
  onAcknowledged: (next: LogAlarms) => void;
}) {
  const t = useTranslations();
  const notify = useNotify();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (reason.trim() === '') return;
    setBusy(true);
    setProblem(null);
    try {
      onAcknowledged(await acknowledgeAlarm(browserCall, alarm.id, reason));
      notify(t('auditLog.acknowledgedNow'));
      onClose();
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(false);
    }
  };
  const missing = asked && reason.trim() === '';
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t('auditLog.acknowledgeTitle')}
      description={t('auditLog.acknowledgeText')}
    >
      <form onSubmit={(event) => void send(event)} className="mt-4 space-y-4" noValidate>
        <p className="text-sm text-ink-soft [overflow-wrap:anywhere]">{alarm.sentence}</p>
        {problem ? <ErrorState problem={problem} onRetry={() => setProblem(null)} /> : null}
        <TextArea
          label={t('auditLog.reason')}
          hint={t('auditLog.reasonHint')}
          error={missing ? t('auditLog.reasonMissing') : undefined}
          value={reason}
          maxLength={2_000}
          required
          autoFocus
          onChange={({ target }) => setReason(target.value)}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button type="submit" kind="primary" busy={busy}>
            {t('auditLog.acknowledgeGo')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
