'use client';
import { useTranslations } from 'next-intl';
import { acknowledgeAlarm, type LogAlarm, type LogAlarms } from '@/api/audit-log';
import { browserCall } from '@/api/browser';
import { ReasonDialog } from '@/ui/reason-dialog';
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
  const t = useTranslations('auditLog');
  const notify = useNotify();
  const send = async (reason: string) => {
    onAcknowledged(await acknowledgeAlarm(browserCall, alarm.id, reason));
    notify(t('acknowledgedNow'));
  };
  const words = {
    title: t('acknowledgeTitle'),
    text: t('acknowledgeText'),
    label: t('reason'),
    hint: t('reasonHint'),
    missing: t('reasonMissing'),
    go: t('acknowledgeGo'),
  };
  return (
    <ReasonDialog open words={words} maxLength={2_000} onClose={onClose} onGiven={send}>
      <p className="text-sm text-ink-soft [overflow-wrap:anywhere]">{alarm.sentence}</p>
    </ReasonDialog>
  );
}
