'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { browserCall } from '@/api/browser';
import { newIdempotencyKey } from '@/api/idempotency-key';
import { type Problem, toProblem } from '@/api/problem';
import { startFromTemplate, type Template } from '@/api/templates';
import { envelopeAddress } from '@/envelope/envelope-address';
import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { TextField } from '@/ui/field';
import { Panel } from '@/ui/panel';
import { RoleFields } from './role-fields';
import { faultsOf, fillableLabels, readUse } from './template-form';

/** Who takes each role, what is filled in beforehand, then a draft or straight out. */
export function UseTemplate({ template }: { template: Template }) {
  const t = useTranslations('templates');
  const router = useRouter();
  const [faults, setFaults] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState<'draft' | 'send' | null>(null);
  // Kept after a lost answer, so a second press makes no second envelope; new after any answer.
  const key = useRef(newIdempotencyKey());

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const submitter = (event.nativeEvent as SubmitEvent).submitter;
    const act = submitter?.getAttribute('value') === 'send' ? 'send' : 'draft';
    const use = readUse(template, new FormData(form));
    const missing = faultsOf(template, use, act === 'send');
    setFaults(missing);
    const [first] = missing;
    if (first) return form.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
    setBusy(act);
    setProblem(null);
    try {
      const made = await startFromTemplate(
        browserCall,
        template.id,
        { ...use, send: act === 'send' },
        `${key.current}-${act}`,
      );
      router.push(envelopeAddress(made));
    } catch (error) {
      const found = toProblem(error);
      if (found.status !== 0) key.current = newIdempotencyKey();
      setProblem(found);
      setBusy(null);
    }
  };
  const labels = fillableLabels(template);
  return (
    <Panel title={t('useTitle')}>
      <form onSubmit={submit} noValidate className="space-y-5">
        <p className="text-sm text-ink-soft">{t('useLead')}</p>
        {problem ? <ErrorState problem={problem} onRetry={() => setProblem(null)} /> : null}
        <TextField label={t('envelopeTitle')} name="title" defaultValue={template.title} maxLength={200} />
        {template.roles.map((role, index) => (
          <RoleFields key={role.id} role={role} index={index} faults={faults} />
        ))}
        {labels.length > 0 ? <BeforehandFields labels={labels} /> : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button type="submit" value="draft" busy={busy === 'draft'} disabled={busy !== null}>
            {t('draft')}
          </Button>
          <Button type="submit" value="send" kind="primary" busy={busy === 'send'} disabled={busy !== null}>
            {t('send', { count: template.roles.length })}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function BeforehandFields({ labels }: { labels: readonly string[] }) {
  const t = useTranslations('templates');
  return (
    <fieldset className="min-w-0 space-y-3">
      <legend className="text-sm font-medium">{t('values')}</legend>
      <p className="text-[0.8125rem] text-ink-faint">{t('valuesHint')}</p>
      {labels.map((label) => (
        <TextField key={label} label={label} name={`value:${label}`} maxLength={2000} />
      ))}
    </fieldset>
  );
}
