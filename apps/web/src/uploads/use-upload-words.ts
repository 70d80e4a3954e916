'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useProblemSentence } from '@/ui/problem-sentence';
import { isConverted } from './accepted-files';
import { sizeWords } from './size-words';
import { isHeldUp, type UploadRow } from './upload-row';

/** What this browser sees by itself, before a byte is sent. */
const ownRefusals = ['payload-too-large', 'pdf-empty'] as const;

/** What a line says: for the eye, for a screen reader once a state begins, and what to do when a file was refused. */
export function useUploadWords(row: UploadRow, original: string | null) {
  const t = useTranslations('uploads');
  const sentence = useProblemSentence();
  const { name, byteSize, sentBytes, state, problem } = row;
  const percent = byteSize === 0 ? 0 : Math.floor((sentBytes / byteSize) * 100);
  const seconds = useSecondsUntil(row.retryAtMs);
  const sizes = { sent: sizeWords(sentBytes), size: sizeWords(byteSize), percent, seconds };
  const stage = state === 'checking' && isConverted(name) ? 'converting' : state;
  const own = ownRefusals.find((code) => problem?.detail === '' && problem.code === code);
  return {
    percent,
    label: t('progressOf', { name }),
    progress: t(`state.${stage}`, { ...sizes, pages: row.document?.pageCount ?? 0 }),
    spoken: t('spoken', { name, state: t(`word.${stage}`) }),
    // The sentence of a busy reader asks to send the file again, which happens by itself.
    cause: state === 'busy' && problem && problem.code !== 'pdf-reader-busy' ? problem.title : null,
    trouble: isHeldUp(row) ? null : own ? t(`refusal.${own}`, sizes) : problem && sentence(problem),
    duplicate:
      original === null || original === name ? t('duplicateInDraft') : t('duplicateOf', { original }),
  };
}

/** Counts down to a moment, never below one: at zero the next try has begun. */
function useSecondsUntil(atMs: number | null): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (atMs === null) return;
    setNowMs(Date.now());
    const timer = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(timer);
  }, [atMs]);
  return Math.max(1, Math.ceil(((atMs ?? 0) - nowMs) / 1000));
}
