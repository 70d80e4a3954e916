'use client';
import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserCall } from '@/api/browser';
import { type FileKind, requestFile } from '@/api/envelopes';
import { toProblem } from '@/api/problem';
import { Button } from '@/ui/button';
import { useProblemSentence } from '@/ui/problem-sentence';
import { useNotify } from '@/ui/toast';

/** Asking for the file is what gets recorded; the address it answers works for a minute. */
export function FileRow(props: {
  id: string;
  kind: FileKind;
  documentId?: string;
  name: string;
  /** Whose file it is, where rows of several documents are called the same. */
  of?: string;
  hint: string;
  ready: boolean;
  erased?: boolean;
  primary?: boolean;
}) {
  const t = useTranslations('envelope');
  const notify = useNotify();
  const sentence = useProblemSentence();
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      window.location.assign((await requestFile(browserCall, props.id, props.kind, props.documentId)).url);
    } catch (error) {
      notify(`${t('downloadFailed')}. ${sentence(toProblem(error))}`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <li className="flex items-center gap-3 px-4 py-3 sm:px-5">
      <div className="min-w-0 flex-1">
        <p className="text-sm font-medium [overflow-wrap:anywhere]">{props.name}</p>
        <p className="text-[0.8125rem] text-ink-faint text-pretty">
          {props.ready ? props.hint : t(props.erased ? 'fileErased' : 'notYet')}
        </p>
      </div>
      {props.ready ? (
        <Button
          size="sm"
          kind={props.primary ? 'primary' : 'secondary'}
          busy={busy}
          onClick={() => void download()}
        >
          <Download aria-hidden="true" />
          {t('download')}
          <span className="sr-only">
            : {props.name}
            {props.of ? `, ${props.of}` : null}
          </span>
        </Button>
      ) : null}
    </li>
  );
}
