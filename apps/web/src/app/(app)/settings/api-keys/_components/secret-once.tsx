'use client';
import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/ui/button';

export function SecretOnce({ secret, onDone }: { secret: string; onDone: () => void }) {
  const t = useTranslations('apiKeys');
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied(true);
    } catch {
      // No clipboard on plain HTTP: the text is selected by a press and can be copied by hand.
      setCopied(false);
    }
  };
  return (
    <div className="space-y-4">
      <input
        readOnly
        aria-label={t('secret')}
        value={secret}
        onFocus={(event) => event.currentTarget.select()}
        className="w-full rounded-md border border-line-strong bg-sunken px-3 py-2.5 font-mono text-sm"
      />
      <div className="flex justify-end gap-2">
        <Button onClick={() => void copy()}>
          {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          <span role="status">{copied ? t('copied') : t('copy')}</span>
        </Button>
        <Button kind="primary" onClick={onDone}>
          {t('done')}
        </Button>
      </div>
    </div>
  );
}
