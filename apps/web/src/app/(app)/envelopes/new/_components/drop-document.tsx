'use client';
import { FileText } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef, useState } from 'react';
import { browserCall } from '@/api/browser';
import { createEnvelope } from '@/api/envelopes';
import { type Problem, toProblem } from '@/api/problem';
import type { UploadLimits } from '@/api/upload';
import { Button } from '@/ui/button';
import { Callout } from '@/ui/callout';
import { DropZone } from '@/ui/drop-zone';
import { useProblemSentence } from '@/ui/problem-sentence';
import { acceptedFiles } from '@/uploads/accepted-files';
import { DropAnywhere } from '@/uploads/drop-anywhere';
import { sizeWords } from '@/uploads/size-words';
import { titleFromFileName } from '@/uploads/title-from-file-name';
import { UnfinishedList } from '@/uploads/unfinished-list';
import { UploadList } from '@/uploads/upload-list';
import { isOpen, type UploadRow } from '@/uploads/upload-row';
import { usePastedFiles } from '@/uploads/use-pasted-files';
import { useUploadQueue } from '@/uploads/use-upload-queue';

const none: readonly string[] = [];

/**
 * From files to a draft. When all of them are good, it goes on by itself; one that was refused stays here with its sentence
 * until somebody has read it.
 */
export function DropDocument({ limits }: { limits: UploadLimits }) {
  const t = useTranslations('newEnvelope');
  const { queue, rows } = useUploadQueue({ limits, besides: none, onDocument: ignore });
  const take = useCallback((files: readonly File[]) => queue.add(files), [queue]);
  usePastedFiles(take);
  const { create, isCreating, problem } = useCreate(rows);
  const ready = rows.filter((row) => row.state === 'done');
  const isSettled = rows.length > 0 && !rows.some(isOpen);
  const isWaiting = rows.filter(isOpen).every((row) => row.state === 'duplicate');
  const isClean = isSettled && ready.length === rows.length;
  const goneOn = useRef(false);
  useEffect(() => {
    if (!isClean || goneOn.current) return;
    goneOn.current = true;
    void create();
  }, [isClean, create]);
  return (
    <div className="space-y-4">
      <DropAnywhere words={t('dropping')} onFiles={take} />
      <CreateTrouble problem={problem} />
      <UnfinishedList rows={rows} />
      <UploadList rows={rows} queue={queue} />
      {rows.length > 0 ? (
        <div className="flex flex-wrap items-center justify-end gap-3">
          <p role="status" className="min-w-0 flex-1 basis-48 text-sm text-ink-soft">
            {isSettled
              ? t('readyCount', { ready: ready.length, total: rows.length })
              : t(isWaiting ? 'decide' : 'keepOpen')}
          </p>
          <Button
            kind="primary"
            disabled={!isSettled || ready.length === 0}
            busy={isCreating}
            onClick={() => void create()}
          >
            {t('goOn', { count: ready.length })}
          </Button>
        </div>
      ) : null}
      <DropZone
        accept={acceptedFiles}
        button={rows.length > 0 ? t('another') : t('choose')}
        over={t('dropping')}
        disabled={isCreating}
        isQuiet={rows.length > 0}
        onFiles={take}
      >
        <FileText className="mx-auto mb-3 size-10 text-ink-faint" strokeWidth={1.4} aria-hidden="true" />
        <p className="font-serif text-xl font-semibold">{t('drop')}</p>
        <p className="text-sm text-ink-faint">
          {t('limit', { size: sizeWords(limits.maxBytes), pages: limits.maxPages })}
        </p>
      </DropZone>
    </div>
  );
}

function ignore(): void {}

function CreateTrouble({ problem }: { problem: Problem | null }) {
  const t = useTranslations('newEnvelope');
  const sentence = useProblemSentence();
  if (!problem) return null;
  return (
    <Callout tone="bad" live title={t('refusedTitle')}>
      {sentence(problem)} <span className="font-mono text-xs text-ink-soft">{problem.code}</span>
    </Callout>
  );
}

/** Makes the draft of all documents that are ready, in the order of the list; its title comes from the first. */
function useCreate(rows: readonly UploadRow[]) {
  const router = useRouter();
  const [isCreating, setCreating] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const latest = useRef(rows);
  latest.current = rows;
  const create = useCallback(async () => {
    const ready = latest.current.filter((row) => row.state === 'done');
    const documentIds = ready.flatMap(({ document }) => (document ? [document.id] : []));
    const [first] = ready;
    if (!first) return;
    setCreating(true);
    setProblem(null);
    try {
      const title = titleFromFileName(first.name);
      const empty = { recipients: [], fields: [] };
      const envelope = await createEnvelope(browserCall, { title, documentIds, ...empty });
      router.replace(`/envelopes/${envelope.id}/edit`);
    } catch (error) {
      setCreating(false);
      setProblem(toProblem(error));
    }
  }, [router]);
  return { create, isCreating, problem };
}
