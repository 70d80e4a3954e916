'use client';
import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/ui/button';

type Copied = 'no' | 'yes' | 'refused';

/** The address in a field that selects itself, and a button that says whether copying worked. */
export function LinkToCopy({ url, onDone }: { url: string; onDone: () => void }) {
  const t = useTranslations('revealLink');
  const [copied, setCopied] = useState<Copied>('no');
  const field = useRef<HTMLInputElement>(null);
  // The button that was pressed is gone: the focus goes to what it brought.
  useEffect(() => field.current?.focus(), []);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      setCopied('yes');
    } catch {
      // No clipboard on plain HTTP or without permission: the text is selected and can be copied by hand.
      setCopied('refused');
    }
  };
  return (
    <div className="space-y-4">
      <input
        readOnly
        ref={field}
        aria-label={t('link')}
        value={url}
        onFocus={(event) => event.currentTarget.select()}
        className="w-full rounded-md border border-line-strong bg-sunken px-3 py-2.5 font-mono text-sm"
      />
      <p role="status" className="text-sm text-ink-soft empty:hidden">
        {copied === 'yes' ? t('copiedText') : copied === 'refused' ? t('copyByHand') : ''}
      </p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button kind="primary" onClick={() => void copy()}>
          {copied === 'yes' ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          {copied === 'yes' ? t('copied') : t('copy')}
        </Button>
        <Button onClick={onDone}>{t('done')}</Button>
      </div>
    </div>
  );
}
