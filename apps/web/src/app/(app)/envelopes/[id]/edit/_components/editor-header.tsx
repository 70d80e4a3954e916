'use client';
import { Check, CloudOff, Keyboard, LoaderCircle, Redo2, Trash2, TriangleAlert, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useEditor } from '@/editor/editor-context';
import type { Autosave } from '@/editor/use-autosave';
import { Button } from '@/ui/button';
import { Callout } from '@/ui/callout';
import { useProblemSentence } from '@/ui/problem-sentence';
import { DeleteDraft } from './delete-draft';
import { KeyList } from './key-list';
import { SendButton } from './send-button';

/** Title, whether it is saved, undo, and the one primary act of this screen. */
export function EditorHeader({ autosave }: { autosave: Autosave }) {
  const t = useTranslations('editor');
  const { draft, change } = useEditor();
  return (
    <div className="z-20 -mx-4 border-b border-line bg-paper/95 px-4 pb-3 backdrop-blur-sm sm:-mx-8 sm:px-8 lg:sticky lg:top-0 lg:-mt-9 lg:py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="min-w-0 flex-1 basis-64">
          <span className="sr-only">{t('title')}</span>
          <input
            id="draft-title"
            aria-label={t('titleLabel')}
            placeholder={t('titlePlaceholder')}
            value={draft.title}
            maxLength={200}
            onChange={(event) => {
              const title = event.target.value;
              change((now) => ({ ...now, title }), 'title');
            }}
            className="w-full rounded-md border border-transparent bg-transparent px-2 py-1 font-serif text-xl font-semibold text-ellipsis hover:border-line-strong/60 focus:border-line-strong focus:bg-sheet pointer-coarse:min-h-11"
          />
        </h1>
        <SaveWord state={autosave.state} />
        <Tools version={autosave.envelope.version} envelopeId={autosave.envelope.id} />
        <SendButton autosave={autosave} />
      </div>
      <SaveTrouble autosave={autosave} />
    </div>
  );
}

function Tools({ version, envelopeId }: { version: number; envelopeId: string }) {
  const t = useTranslations('editor');
  const { draft, undo, redo, canUndo, canRedo } = useEditor();
  const [keys, setKeys] = useState(false);
  const [deleting, setDeleting] = useState(false);
  return (
    <div className="flex items-center">
      <Button
        kind="quiet"
        size="icon"
        aria-label={t('undo')}
        title={t('undo')}
        disabled={!canUndo}
        onClick={undo}
      >
        <Undo2 aria-hidden="true" />
      </Button>
      <Button
        kind="quiet"
        size="icon"
        aria-label={t('redo')}
        title={t('redo')}
        disabled={!canRedo}
        onClick={redo}
      >
        <Redo2 aria-hidden="true" />
      </Button>
      <Button
        id="editor-keys"
        kind="quiet"
        size="icon"
        aria-label={t('keys')}
        title={t('keys')}
        onClick={() => setKeys(true)}
      >
        <Keyboard aria-hidden="true" />
      </Button>
      <Button
        kind="quiet"
        size="icon"
        aria-label={t('delete')}
        title={t('delete')}
        onClick={() => setDeleting(true)}
      >
        <Trash2 aria-hidden="true" />
      </Button>
      <KeyList open={keys} onOpenChange={setKeys} />
      <DeleteDraft
        open={deleting}
        onOpenChange={setDeleting}
        title={draft.title}
        {...{ version, envelopeId }}
      />
    </div>
  );
}

const looks = {
  saved: Check,
  unsaved: LoaderCircle,
  saving: LoaderCircle,
  offline: CloudOff,
  refused: TriangleAlert,
  conflict: TriangleAlert,
};

function SaveWord({ state }: { state: Autosave['state'] }) {
  const t = useTranslations('editor');
  const Icon = looks[state];
  const word = state === 'saved' ? t('saved') : state === 'saving' ? t('saving') : t('unsaved');
  return (
    <span role="status" className="flex items-center gap-1.5 text-[0.8125rem] text-ink-faint">
      <Icon className="size-3.5" aria-hidden="true" />
      {word}
    </span>
  );
}

function SaveTrouble({ autosave }: { autosave: Autosave }) {
  const t = useTranslations('editor');
  const sentence = useProblemSentence();
  if (autosave.state === 'offline')
    return (
      <div className="mt-2">
        <Callout tone="warn" live title={t(awayWord(autosave.problem?.status ?? 0))} />
      </div>
    );
  if (autosave.state !== 'refused' || !autosave.problem) return null;
  return (
    <div className="mt-2">
      <Callout tone="bad" live title={t('refused')}>
        {sentence(autosave.problem)} <span className="font-mono text-xs">{autosave.problem.code}</span>
      </Callout>
    </div>
  );
}

/** Whose fault it is that nothing can be saved at the moment: the line's, or the server's, which answers or does not. */
function awayWord(status: number) {
  if (status !== 0) return 'serverBusy';
  return navigator.onLine ? 'serverAway' : 'offline';
}
