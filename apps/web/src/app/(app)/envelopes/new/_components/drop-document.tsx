'use client';
import { FileText } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserCall } from '@/api/browser';
import { createEnvelope } from '@/api/envelopes';
import { type Problem, toProblem } from '@/api/problem';
import { uploadWithProgress } from '@/api/upload';
import { Callout } from '@/ui/callout';
import { DropZone } from '@/ui/drop-zone';
import { useProblemSentence } from '@/ui/problem-sentence';
import { titleFromFileName } from './title-from-file-name';
import { UploadProgress } from './upload-progress';

/** From a file to a draft: upload, check, and on to the editor. A refusal stays here with its sentence. */
export function DropDocument() {
  const t = useTranslations('newEnvelope');
  const sentence = useProblemSentence();
  const router = useRouter();
  const [sending, setSending] = useState<{ name: string; share: number } | null>(null);
  const [problem, setProblem] = useState<Problem | string | null>(null);

  const start = async (files: readonly File[]) => {
    const [file] = files;
    if (!file || files.length > 1) return setProblem(t('onlyOne'));
    setProblem(null);
    setSending({ name: file.name, share: 0 });
    try {
      const document = await uploadWithProgress(file, (share) => setSending({ name: file.name, share }));
      const envelope = await createEnvelope(browserCall, {
        title: titleFromFileName(file.name),
        documentIds: [document.id],
        recipients: [],
        fields: [],
      });
      router.replace(`/envelopes/${envelope.id}/edit`);
    } catch (error) {
      setSending(null);
      setProblem(toProblem(error));
    }
  };
  return (
    <div className="space-y-4">
      {problem ? (
        <Callout tone="bad" live title={t('refusedTitle')}>
          {typeof problem === 'string' ? problem : sentence(problem)}
          {typeof problem === 'string' ? null : (
            <p className="mt-1 font-mono text-xs text-ink-soft">{problem.code}</p>
          )}
        </Callout>
      ) : null}
      {sending ? (
        <UploadProgress {...sending} />
      ) : (
        <DropZone
          accept="application/pdf,.pdf"
          button={problem ? t('another') : t('choose')}
          over={t('dropping')}
          onFiles={(files) => void start(files)}
        >
          <FileText className="mx-auto mb-3 size-10 text-ink-faint" strokeWidth={1.4} aria-hidden="true" />
          <p className="font-serif text-xl font-semibold">{t('drop')}</p>
          <p className="text-sm text-ink-faint">{t('limit')}</p>
        </DropZone>
      )}
    </div>
  );
}
