'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { inviteAuditor } from '@/api/auditors';
import { browserCall } from '@/api/browser';
import { type Problem, toProblem } from '@/api/problem';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { ErrorState } from '@/ui/error-state';
import { TextField } from '@/ui/field';
import { useNotify } from '@/ui/toast';
import { isDays } from './days';

type Faults = Partial<Record<'name' | 'email' | 'reason' | 'days', string>>;

export function InviteAuditor(props: { open: boolean; onClose: () => void; onInvited: () => void }) {
  const t = useTranslations('auditors');
  return (
    <Dialog
      open={props.open}
      onOpenChange={(next) => (next ? undefined : props.onClose())}
      title={t('createTitle')}
      description={t('createText')}
    >
      <InviteForm onClose={props.onClose} onInvited={props.onInvited} />
    </Dialog>
  );
}

function InviteForm({ onClose, onInvited }: { onClose: () => void; onInvited: () => void }) {
  const t = useTranslations();
  const notify = useNotify();
  const faultsOf = useFaults();
  const [days, setDays] = useState('14');
  const [faults, setFaults] = useState<Faults>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const [name = '', email = '', reason = ''] = ['name', 'email', 'reason'].map((each) =>
      String(data.get(each)).trim(),
    );
    const found = faultsOf({ name, email, reason, days });
    setFaults(found);
    const [first] = Object.keys(found);
    if (first) return form.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
    setBusy(true);
    setProblem(null);
    try {
      await inviteAuditor(browserCall, { name, email, reason, days: Number(days) });
      notify(t('auditors.invited', { name }));
      onInvited();
      onClose();
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      {problem ? <ErrorState problem={problem} onRetry={() => setProblem(null)} /> : null}
      <TextField
        label={t('auditors.name')}
        name="name"
        maxLength={200}
        autoComplete="off"
        error={faults.name}
      />
      <TextField
        label={t('auditors.email')}
        name="email"
        type="email"
        inputMode="email"
        maxLength={320}
        autoComplete="off"
        error={faults.email}
      />
      <TextField
        label={t('auditors.reason')}
        hint={t('auditors.reasonHint')}
        name="reason"
        maxLength={500}
        autoComplete="off"
        error={faults.reason}
      />
      <TextField
        label={t('auditors.days')}
        hint={t('auditors.daysHint')}
        name="days"
        inputMode="numeric"
        value={days}
        onChange={(event) => setDays(event.target.value)}
        error={faults.days}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        <Button type="submit" kind="primary" busy={busy}>
          {t('auditors.createGo', { days: Number(days) || 0 })}
        </Button>
      </div>
    </form>
  );
}

function useFaults() {
  const t = useTranslations('auditors');
  return (given: { name: string; email: string; reason: string; days: string }): Faults => ({
    ...(given.name ? {} : { name: t('nameMissing') }),
    ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(given.email) ? {} : { email: t('emailMissing') }),
    ...(given.reason ? {} : { reason: t('reasonMissing') }),
    ...(isDays(given.days) ? {} : { days: t('daysInvalid') }),
  });
}
