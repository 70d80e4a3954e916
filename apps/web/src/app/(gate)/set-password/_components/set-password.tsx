'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useState } from 'react';
import { type PasswordOutcome, setPasswordByLink } from '@/api/auth';
import { Button, ButtonLink } from '@/ui/button';
import { Callout } from '@/ui/callout';
import { TextField } from '@/ui/field';
import { PlainPage } from '@/ui/plain-page';

const SHORTEST = 12;

/** The page behind the link of a mail. The token stands behind the #, which browsers never send; opening changes nothing. */
export function SetPassword() {
  const t = useTranslations('setPassword');
  const [token, setToken] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<PasswordOutcome | null>(null);
  useEffect(() => setToken(window.location.hash.slice(1)), []);
  if (outcome === 'set') {
    return (
      <PlainPage
        title={t('done')}
        action={
          <ButtonLink href="/sign-in?next=/audit" kind="primary" size="lg">
            {t('signIn')}
          </ButtonLink>
        }
      >
        <p>{t('doneLead')}</p>
      </PlainPage>
    );
  }
  if (outcome === 'used') return <PlainPage title={t('usedTitle')}>{<p>{t('used')}</p>}</PlainPage>;
  if (token === '') return <PlainPage title={t('noTokenTitle')}>{<p>{t('noToken')}</p>}</PlainPage>;
  return (
    <PlainPage title={t('title')}>
      <p>{t('lead')}</p>
      <PasswordForm token={token ?? ''} outcome={outcome} onOutcome={setOutcome} />
    </PlainPage>
  );
}

function PasswordForm(props: {
  token: string;
  outcome: PasswordOutcome | null;
  onOutcome: (outcome: PasswordOutcome) => void;
}) {
  const t = useTranslations();
  const [isShort, setShort] = useState(false);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const password = String(new FormData(form).get('password'));
    setShort(password.length < SHORTEST);
    if (password.length < SHORTEST) return form.querySelector<HTMLInputElement>('[name=password]')?.focus();
    setBusy(true);
    props.onOutcome(await setPasswordByLink(props.token, password));
    setBusy(false);
  };
  return (
    <form onSubmit={submit} noValidate className="!mt-6 flex flex-col gap-4 text-ink">
      {props.outcome === 'unreachable' ? (
        <Callout tone="bad" live title={t('ui.networkUnreachable')} />
      ) : null}
      {props.outcome === 'too-many' ? <Callout tone="warn" live title={t('signIn.tooMany')} /> : null}
      <TextField
        label={t('setPassword.password')}
        hint={t('setPassword.hint')}
        name="password"
        type="password"
        autoComplete="new-password"
        maxLength={256}
        error={isShort || props.outcome === 'unusable' ? t('setPassword.short') : undefined}
      />
      <Button type="submit" kind="primary" size="lg" busy={busy}>
        {t('setPassword.submit')}
      </Button>
    </form>
  );
}
