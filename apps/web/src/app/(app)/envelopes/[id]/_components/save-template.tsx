'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { browserCall } from '@/api/browser';
import type { Envelope } from '@/api/envelopes';
import { type Problem, toProblem } from '@/api/problem';
import { createTemplate } from '@/api/templates';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { useProblemSentence } from '@/ui/problem-sentence';
import { useNotify } from '@/ui/toast';

export function SaveTemplate(props: { envelope: Envelope; open: boolean; onClose: () => void }) {
  const t = useTranslations();
  const notify = useNotify();
  const router = useRouter();
  const sentence = useProblemSentence();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Problem | 'missing' | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name')).trim();
    if (!name) return setFault('missing');
    setBusy(true);
    try {
      const template = await createTemplate(browserCall, props.envelope.id, name);
      notify(t('envelope.saved'));
      router.push(`/templates/${template.id}`);
    } catch (error) {
      setFault(toProblem(error));
      setBusy(false);
    }
  };
  const error = fault === 'missing' ? t('envelope.saveNameMissing') : fault ? sentence(fault) : undefined;
  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => (open ? undefined : props.onClose())}
      title={t('envelope.saveTitle')}
      description={t('envelope.saveText')}
    >
      <form onSubmit={submit} noValidate className="space-y-4">
        <TextField
          label={t('envelope.saveName')}
          name="name"
          maxLength={120}
          defaultValue={props.envelope.title.slice(0, 120)}
          error={error}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={props.onClose}>{t('ui.cancel')}</Button>
          <Button type="submit" kind="primary" busy={busy}>
            {t('envelope.saveGo')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
