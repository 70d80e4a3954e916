'use client';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { extendAuditor } from '@/api/auditors';
import { browserCall } from '@/api/browser';
import { type Problem, toProblem } from '@/api/problem';
import { calendarDay } from '@/time/relative-time';
import { useTimeZone } from '@/time/use-time-zone';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { useProblemSentence } from '@/ui/problem-sentence';
import { useNotify } from '@/ui/toast';
import { isDays } from './days';
import type { AuditorDialog } from './end-auditor';

const DAY_MS = 86_400_000;

export function ExtendAuditor({ grant, open, onClose, onChanged }: AuditorDialog) {
  const t = useTranslations();
  const notify = useNotify();
  const sentence = useProblemSentence();
  const [locale, timeZone] = [useLocale(), useTimeZone()];
  const [days, setDays] = useState('30');
  const [fault, setFault] = useState<Problem | 'days' | null>(null);
  const [busy, setBusy] = useState(false);
  const { name } = grant;
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isDays(days)) return setFault('days');
    setBusy(true);
    setFault(null);
    try {
      await extendAuditor(browserCall, grant.id, Number(days));
      const date = calendarDay(Date.now() + Number(days) * DAY_MS, locale, timeZone);
      notify(t('auditors.extended', { name, date }));
      onChanged();
      onClose();
    } catch (error) {
      setFault(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const error = fault === 'days' ? t('auditors.daysInvalid') : fault ? sentence(fault) : undefined;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => (next ? undefined : onClose())}
      title={t('auditors.extendTitle', { name })}
      description={t('auditors.extendText')}
    >
      <form onSubmit={submit} noValidate className="space-y-4">
        <TextField
          label={t('auditors.days')}
          hint={t('auditors.daysHint')}
          name="days"
          inputMode="numeric"
          value={days}
          onChange={(event) => setDays(event.target.value)}
          error={error}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button type="submit" kind="primary" busy={busy}>
            {t('auditors.extendGo', { days: Number(days) || 0 })}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
