'use client';
import { FileUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ChangeEvent, useId, useRef, useState } from 'react';
import { Button } from '@/ui/button';

export interface ChosenCheckpoint {
  readonly fileName: string;
  /** Signed note. */
  readonly note: string;
  readonly size: number;
}

/** A checkpoint out of a certificate or a text file; the file itself stays in the browser. */
export function ChooseCheckpoint(props: {
  label: string;
  chosen: ChosenCheckpoint | null;
  onChosen: (checkpoint: ChosenCheckpoint | null) => void;
}) {
  const t = useTranslations('audit');
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [isUseless, setUseless] = useState(false);
  const { chosen } = props;
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    if (!file) return;
    const found = await readCheckpoint(file);
    setUseless(found === null);
    props.onChosen(found);
    event.target.value = '';
  };
  return (
    <div className="rounded-md border border-line px-4 py-3">
      <p id={id} className="text-[0.8125rem] font-medium text-ink-soft">
        {props.label}
      </p>
      <p className="mt-1 min-h-6 text-sm [overflow-wrap:anywhere]" aria-live="polite">
        {chosen ? t('chosen', { name: chosen.fileName, size: chosen.size }) : null}
        {isUseless ? <span className="font-medium text-red">{t('noCheckpoint')}</span> : null}
      </p>
      <input
        ref={picker}
        type="file"
        tabIndex={-1}
        accept=".pdf,.txt,application/pdf,text/plain"
        aria-label={props.label}
        onChange={(event) => void take(event)}
        className="sr-only"
      />
      <Button size="sm" className="mt-2" aria-describedby={id} onClick={() => picker.current?.click()}>
        <FileUp aria-hidden="true" />
        {t('choose')}
      </Button>
    </div>
  );
}

async function readCheckpoint(file: File): Promise<ChosenCheckpoint | null> {
  const { readCheckpointFile } = await import('@sealwright/verifier');
  const found = readCheckpointFile(new Uint8Array(await file.arrayBuffer()));
  return found && { fileName: file.name, ...found };
}
