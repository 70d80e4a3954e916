'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { type SignInOutcome, signInWithPassword } from '@/api/auth';
import { Button } from '@/ui/button';
import { Callout } from '@/ui/callout';
import { TextField } from '@/ui/field';

type Fault = 'email' | 'password' | Exclude<SignInOutcome, 'signed-in'> | null;

export function SignInForm({ next }: { next: string }) {
  const t = useTranslations();
  const [fault, setFault] = useState<Fault>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const fail = (found: Fault) => {
    setFault(found);
    setBusy(false);
    const target = found === 'email' || found === 'password' ? found : 'password';
    form.current?.querySelector<HTMLInputElement>(`[name=${target}]`)?.focus();
  };

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const email = String(data.get('email')).trim();
    const password = String(data.get('password'));
    if (!email) return fail('email');
    if (!password) return fail('password');
    setBusy(true);
    const outcome = await signInWithPassword(email, password);
    if (outcome !== 'signed-in') return fail(outcome);
    // A full load, so nothing rendered for the last visitor survives in memory.
    window.location.assign(next);
  }

  return (
    <form ref={form} onSubmit={submit} noValidate className="!mt-6 flex flex-col gap-4 text-ink">
      <FormFault fault={fault} />
      <TextField
        label={t('signIn.email')}
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        error={fault === 'email' ? t('signIn.emailMissing') : undefined}
      />
      <TextField
        label={t('signIn.password')}
        name="password"
        type="password"
        autoComplete="current-password"
        error={fault === 'password' ? t('signIn.passwordMissing') : undefined}
      />
      <Button type="submit" kind="primary" size="lg" busy={busy}>
        {t('signIn.submit')}
      </Button>
    </form>
  );
}

function FormFault({ fault }: { fault: Fault }) {
  const t = useTranslations();
  if (fault === 'refused') return <Callout tone="bad" live title={t('signIn.failed')} />;
  if (fault === 'too-many') return <Callout tone="warn" live title={t('signIn.tooMany')} />;
  if (fault === 'unreachable') return <Callout tone="bad" live title={t('ui.networkUnreachable')} />;
  return null;
}
