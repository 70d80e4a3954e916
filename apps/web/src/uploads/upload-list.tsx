'use client';
import { useTranslations } from 'next-intl';
import { UploadLine } from './upload-line';
import type { UploadQueue } from './upload-queue';
import type { UploadRow } from './upload-row';

/** One line for each file: where it stands and what can be done about it. */
export function UploadList({ rows, queue }: { rows: readonly UploadRow[]; queue: UploadQueue }) {
  const t = useTranslations('uploads');
  if (rows.length === 0) return null;
  return (
    <ul aria-label={t('list')} className="divide-y divide-line rounded-lg border border-line bg-sheet">
      {rows.map((row) => (
        <UploadLine
          key={row.id}
          row={row}
          original={rows.find((other) => other.document?.id === row.document?.duplicateOf)?.name ?? null}
          queue={queue}
        />
      ))}
    </ul>
  );
}
