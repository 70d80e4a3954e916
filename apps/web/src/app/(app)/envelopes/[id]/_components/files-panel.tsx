'use client';
import { useTranslations } from 'next-intl';
import type { Envelope } from '@/api/envelopes';
import { Panel } from '@/ui/panel';
import { DocumentFiles } from './document-files';
import { FileRow } from './file-row';
import { Fingerprints } from './fingerprints';

/** What can be taken away, and the fingerprints to compare it with. */
export function FilesPanel({ envelope }: { envelope: Envelope }) {
  const t = useTranslations('envelope');
  const verify = useTranslations('verify');
  // The fingerprints stay: whoever kept a copy can still prove what it is.
  const erased = envelope.erasure.documentsErasedAt !== null;
  const completed = envelope.status === 'completed';
  const { id, documents } = envelope;
  const several = documents.length > 1;
  const [only] = documents;
  return (
    <Panel title={t('files')} flush>
      <ul className="divide-y divide-line">
        {several ? (
          <FileRow
            {...{ id, erased }}
            kind="all.zip"
            name={t('everything')}
            hint={t('everythingHint', { completed: completed ? 'yes' : 'no' })}
            ready={!erased}
            primary={completed}
          />
        ) : (
          <FileRow
            {...{ id, erased }}
            kind="sealed"
            name={t('sealed')}
            hint={t('sealedHint')}
            ready={completed && !erased}
            primary
          />
        )}
        <FileRow
          {...{ id, erased }}
          kind="certificate"
          name={t('certificate')}
          hint={t('certificateHint')}
          ready={envelope.certificateAvailable}
        />
        <FileRow
          {...{ id, erased }}
          kind="audit.json"
          name={t('audit')}
          hint={t('auditHint')}
          ready={envelope.certificateAvailable || erased}
        />
        {several ? null : (
          <FileRow
            {...{ id, erased }}
            kind="original"
            name={t('original')}
            hint={t('originalHint')}
            ready={!erased}
          />
        )}
      </ul>
      {envelope.certificateAvailable ? (
        <p className="border-t border-line px-4 py-3 text-[0.8125rem] text-ink-soft sm:px-5">
          {verify('filesHint')}{' '}
          <a href="/verify" className="text-accent underline underline-offset-4">
            {verify('link')}
          </a>
        </p>
      ) : null}
      {several
        ? documents.map((document, index) => (
            <DocumentFiles key={document.id} envelope={envelope} document={document} number={index + 1} />
          ))
        : only && <Fingerprints envelope={envelope} document={only} />}
    </Panel>
  );
}
