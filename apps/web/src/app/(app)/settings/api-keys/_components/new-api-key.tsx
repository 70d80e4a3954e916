'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { apiKeyScopes, createApiKey } from '@/api/api-keys';
import { browserCall } from '@/api/browser';
import { type Problem, toProblem } from '@/api/problem';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { ErrorState } from '@/ui/error-state';
import { CheckField, TextField } from '@/ui/field';
import { SecretOnce } from './secret-once';

/** Makes a key, then shows its secret this once. Closing forgets it. */
export function NewApiKey({
  open,
  onClose,
  onMade,
}: {
  open: boolean;
  onClose: () => void;
  onMade: () => void;
}) {
  const t = useTranslations('apiKeys');
  const [secret, setSecret] = useState<string | null>(null);
  const close = () => {
    setSecret(null);
    onClose();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => (next ? undefined : close())}
      title={secret ? t('secretTitle') : t('createTitle')}
      {...(secret ? { description: t('secretText') } : {})}
    >
      {secret ? (
        <SecretOnce secret={secret} onDone={close} />
      ) : (
        <KeyForm
          onCancel={close}
          onMade={(made) => {
            setSecret(made);
            onMade();
          }}
        />
      )}
    </Dialog>
  );
}

function KeyForm({ onCancel, onMade }: { onCancel: () => void; onMade: (secret: string) => void }) {
  const t = useTranslations();
  const [fault, setFault] = useState<'name' | 'scopes' | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const name = String(data.get('name')).trim();
    const ticked = data.getAll('scope');
    const scopes = apiKeyScopes.filter((scope) => ticked.includes(scope));
    const missing = name === '' ? 'name' : scopes.length === 0 ? 'scopes' : null;
    setFault(missing);
    if (missing) {
      return event.currentTarget
        .querySelector<HTMLInputElement>(missing === 'name' ? '[name=name]' : '[name=scope]')
        ?.focus();
    }
    setBusy(true);
    try {
      onMade((await createApiKey(browserCall, name, scopes)).secret);
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      {problem ? <ErrorState problem={problem} onRetry={() => setProblem(null)} /> : null}
      <TextField
        label={t('apiKeys.name')}
        hint={t('apiKeys.nameHint')}
        name="name"
        maxLength={100}
        autoComplete="off"
        error={fault === 'name' ? t('apiKeys.nameMissing') : undefined}
      />
      <fieldset>
        <legend className="mb-1 text-[0.8125rem] font-medium text-ink-soft">{t('apiKeys.scopes')}</legend>
        {apiKeyScopes.map((scope) => (
          <CheckField
            key={scope}
            name="scope"
            value={scope}
            label={t(`apiKeys.scope.${scope}`)}
            hint={<code className="font-mono text-xs">{scope}</code>}
          />
        ))}
        <p role="alert" className="text-[0.8125rem] font-medium text-red empty:hidden">
          {fault === 'scopes' ? t('apiKeys.scopesMissing') : ''}
        </p>
      </fieldset>
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t('ui.cancel')}</Button>
        <Button type="submit" kind="primary" busy={busy}>
          {t('apiKeys.createGo')}
        </Button>
      </div>
    </form>
  );
}
