'use client';
import { useTranslations } from 'next-intl';
import { useProblemSentence } from '@/ui/problem-sentence';
import { isConverted } from './accepted-files';
import { sizeWords } from './size-words';
import type { UploadRow } from './upload-row';

/** What this browser sees by itself, before a byte is sent. */
const ownRefusals = ['payload-too-large', 'pdf-empty'] as const;

/** What a line says: for the eye, for a screen reader once a state begins, and what to do when a file was refused. */
export function useUploadWords(row: UploadRow, original: string | null) {
  const t = useTranslations('uploads');
  const sentence = useProblemSentence();
  const { name, byteSize, sentBytes, state, problem } = row;
  const percent = byteSize === 0 ? 0 : Math.floor((sentBytes / byteSize) * 100);
  const sizes = { sent: sizeWords(sentBytes), size: sizeWords(byteSize), percent };
  const stage = state === 'checking' && isConverted(name) ? 'converting' : state;
  const own = ownRefusals.find((code) => problem?.detail === '' && problem.code === code);
  return {
    percent,
    label: t('progressOf', { name }),
    progress: t(`state.${stage}`, { ...sizes, pages: row.document?.pageCount ?? 0 }),
    spoken: t('spoken', { name, state: t(`word.${stage}`) }),
    trouble: own ? t(`refusal.${own}`, sizes) : problem && sentence(problem),
    duplicate:
      original === null || original === name ? t('duplicateInDraft') : t('duplicateOf', { original }),
  };
}
