'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { browserCall } from '@/api/browser';
import { type Envelope, type Recipient, revealLink } from '@/api/envelopes';
import { type Problem, toProblem } from '@/api/problem';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { useProblemSentence } from '@/ui/problem-sentence';
import { LinkToCopy } from './link-to-copy';

/** Says what it costs to see somebody's link before showing it; then shows it, once. */
export function RevealLink(props: {
  envelope: Envelope;
  person: Recipient;
  onRevealed: () => void;
  onClose: () => void;
}) {
  const { envelope, person, onClose } = props;
  const t = useTranslations('revealLink');
  const ui = useTranslations('ui');
  const sentence = useProblemSentence();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [url, setUrl] = useState<string | null>(null);
  const reveal = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      setUrl((await revealLink(browserCall, envelope.id, person.id)).url);
      props.onRevealed();
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const name = { name: person.name };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={url === null ? t('title', name) : t('shownTitle', name)}
      description={url === null ? t('lead', name) : t('shownLead', name)}
    >
      {url === null ? (
        <form onSubmit={reveal} className="space-y-4">
          <ul className="list-disc space-y-1.5 ps-5 text-sm text-ink">
            <li>{t('costUse', name)}</li>
            <li>{t('costAssurance', name)}</li>
            <li>{t('costRecord')}</li>
          </ul>
          <p role="alert" className="text-sm font-medium text-red empty:hidden">
            {problem ? sentence(problem) : ''}
          </p>
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>{ui('cancel')}</Button>
            <Button type="submit" kind="danger" busy={busy}>
              {t('go')}
            </Button>
          </div>
        </form>
      ) : (
        <LinkToCopy url={url} onDone={onClose} />
      )}
    </Dialog>
  );
}
