'use client';
import { Download, FileSpreadsheet } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserCall } from '@/api/browser';
import { type BulkColumns, checkBulk } from '@/api/bulk';
import { type Problem, toProblem } from '@/api/problem';
import type { Template } from '@/api/templates';
import { TextDownload } from '@/ui/button';
import { Callout } from '@/ui/callout';
import { DropZone } from '@/ui/drop-zone';
import { Panel } from '@/ui/panel';
import { useProblemSentence } from '@/ui/problem-sentence';

/** The columns a list needs, a sample, and where to drop it. Dropping checks; it sends nothing. */
export function BulkDrop({ template, columns }: { template: Template; columns: BulkColumns }) {
  const t = useTranslations('templates');
  const router = useRouter();
  const sentence = useProblemSentence();
  const [checking, setChecking] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | string | null>(null);
  const check = async (files: readonly File[]) => {
    const [file] = files;
    if (!file || files.length > 1) return setProblem(t('onlyOne'));
    setProblem(null);
    setChecking(file.name);
    try {
      const bulk = await checkBulk(browserCall, template.id, file);
      router.push(`/bulk-sends/${bulk.id}${bulk.duplicateOf ? '?again=1' : ''}`);
    } catch (error) {
      setProblem(toProblem(error));
      setChecking(null);
    }
  };
  return (
    <Panel
      title={t('bulkTitle')}
      actions={
        <TextDownload fileName={`${template.name}.csv`} type="text/csv" text={columns.sampleCsv}>
          <Download aria-hidden="true" />
          {t('sample')}
        </TextDownload>
      }
    >
      <p className="text-sm text-ink-soft">{t('bulkLead')}</p>
      <Columns columns={columns} />
      {problem ? (
        <div className="mb-4">
          <Callout tone="bad" live title={t('refused')}>
            {typeof problem === 'string' ? problem : sentence(problem)}
          </Callout>
        </div>
      ) : null}
      {checking ? (
        <p
          role="status"
          className="breathe rounded-lg border border-line px-6 py-10 text-center font-medium [overflow-wrap:anywhere]"
        >
          {t('checking', { name: checking })}
        </p>
      ) : (
        <DropZone
          isSingle
          accept=".csv,text/csv"
          button={t('choose')}
          over={t('over')}
          onFiles={(files) => void check(files)}
        >
          <FileSpreadsheet
            className="mx-auto mb-2 size-8 text-ink-faint"
            strokeWidth={1.4}
            aria-hidden="true"
          />
          <p className="font-medium">{t('drop')}</p>
        </DropZone>
      )}
    </Panel>
  );
}

function Columns({ columns }: { columns: BulkColumns }) {
  const t = useTranslations('templates');
  return (
    <dl className="my-4">
      <dt className="mb-1.5 text-[0.8125rem] font-medium text-ink-soft">{t('columns')}</dt>
      <dd>
        <ul className="flex flex-wrap gap-1.5">
          {columns.columns.map((column) => (
            <li
              key={column.name}
              className="rounded-sm border border-line bg-sunken px-2 py-0.5 text-[0.8125rem]"
            >
              {column.name}
              {column.required ? <span className="text-ink-faint"> · {t('columnRequired')}</span> : null}
            </li>
          ))}
        </ul>
      </dd>
    </dl>
  );
}
