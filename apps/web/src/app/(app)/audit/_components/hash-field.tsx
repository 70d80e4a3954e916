'use client';
import { FileUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ChangeEvent, useRef, useState } from 'react';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';

/** A fingerprint, typed or taken from a file that stays where it is. */
export function HashField(props: { initial: string; error: string | undefined; onTaken: () => void }) {
  const t = useTranslations('audit');
  const [hash, setHash] = useState(props.initial);
  const [busy, setBusy] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    if (!file) return;
    setBusy(true);
    setHash(await sha256Of(file));
    setBusy(false);
    props.onTaken();
  };
  return (
    <div className="flex flex-wrap items-start gap-2">
      <TextField
        label={t('hash')}
        hint={t('hashHint')}
        name="hash"
        value={hash}
        onChange={(event) => setHash(event.target.value)}
        error={props.error}
        spellCheck={false}
        autoComplete="off"
        className="min-w-0 flex-1 basis-72 [&_input]:font-mono [&_input]:text-[0.8125rem]"
      />
      <input
        ref={picker}
        type="file"
        tabIndex={-1}
        aria-label={t('hashFile')}
        onChange={(event) => void take(event)}
        className="sr-only"
      />
      <Button
        className="sm:mt-[1.4375rem]"
        title={t('hashFileHint')}
        busy={busy}
        onClick={() => picker.current?.click()}
      >
        <FileUp aria-hidden="true" />
        {t('hashFile')}
      </Button>
    </div>
  );
}

async function sha256Of(file: File): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
