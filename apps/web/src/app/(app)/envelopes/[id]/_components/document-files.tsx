'use client';
import { useTranslations } from 'next-intl';
import type { Envelope } from '@/api/envelopes';
import { Moment } from '@/time/moment';
import { FileRow } from './file-row';
import { Fingerprints } from './fingerprints';

/** One of several documents: its files, what its seal waits for, and its fingerprints on request. */
export function DocumentFiles({
  envelope,
  document,
  number,
}: {
  envelope: Envelope;
  document: Envelope['documents'][number];
  number: number;
}) {
  const t = useTranslations('envelope');
  const place = useTranslations('document');
  const erased = envelope.erasure.documentsErasedAt !== null;
  const total = envelope.documents.length;
  const shared = { id: envelope.id, documentId: document.id, erased, of: document.name };
  const seal = envelope.seals.find(({ documentId }) => documentId === document.id);
  return (
    <section
      aria-label={t('filesOf', { number, name: document.name })}
      className="border-t border-line-strong/50"
    >
      <header className="px-4 pt-3 sm:px-5">
        <p className="text-xs text-ink-faint">{place('place', { number, total })}</p>
        <h3 className="text-sm font-semibold [overflow-wrap:anywhere]">{document.name}</h3>
        {seal?.waiting ? (
          <p className="mt-1 text-[0.8125rem] text-amber text-pretty">
            {seal.waiting.sentence}{' '}
            {seal.waiting.nextAttemptAt
              ? t.rich('nextTry', {
                  next: () => <Moment at={seal.waiting?.nextAttemptAt ?? ''} shape="clock" />,
                })
              : null}
            <span className="ml-1 font-mono text-xs text-ink-soft">{seal.waiting.code}</span>
          </p>
        ) : null}
      </header>
      <ul>
        <FileRow
          {...shared}
          kind="sealed"
          name={t('sealed')}
          hint={t('sealedShort')}
          ready={envelope.status === 'completed' && !erased}
        />
        <FileRow {...shared} kind="original" name={t('original')} hint={t('originalHint')} ready={!erased} />
      </ul>
      <details className="border-t border-line">
        <summary className="flex min-h-11 items-center px-4 text-[0.8125rem] text-ink-soft underline-offset-4 hover:underline sm:px-5">
          {t('fingerprintsOf')}
          <span className="sr-only">: {document.name}</span>
        </summary>
        <Fingerprints envelope={envelope} document={document} />
      </details>
    </section>
  );
}
