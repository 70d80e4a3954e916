'use client';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/ui/button';
import { Callout } from '@/ui/callout';
import { forgetUpload, type UnfinishedUpload, unfinishedUploads } from './send-in-pieces';
import { sizeWords } from './size-words';
import type { UploadRow } from './upload-row';

/** What a reload or a closed tab cut off: choosing the same file again goes on where it stopped. */
export function UnfinishedList({ rows }: { rows: readonly UploadRow[] }) {
  const t = useTranslations('uploads');
  const [unfinished, setUnfinished] = useState<readonly UnfinishedUpload[]>([]);
  useEffect(() => {
    void unfinishedUploads().then(setUnfinished, () => undefined);
  }, []);
  const left = unfinished.filter(
    ({ fileName, byteSize }) => !rows.some((row) => row.name === fileName && row.byteSize === byteSize),
  );
  if (left.length === 0) return null;
  const forget = (key: string) => {
    setUnfinished((all) => all.filter((one) => one.key !== key));
    void forgetUpload(key);
  };
  return (
    <Callout tone="info" title={t('unfinishedTitle')}>
      <p>{t('unfinishedText')}</p>
      <ul className="mt-1">
        {left.map(({ key, fileName, byteSize }) => (
          <li key={key} className="flex items-center gap-2">
            <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              {fileName} <span className="text-ink-soft">{sizeWords(byteSize)}</span>
            </span>
            <Button
              kind="quiet"
              size="icon"
              aria-label={t('forget', { name: fileName })}
              title={t('forget', { name: fileName })}
              onClick={() => forget(key)}
            >
              <X aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
    </Callout>
  );
}
