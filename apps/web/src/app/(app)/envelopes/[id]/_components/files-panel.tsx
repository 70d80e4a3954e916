'use client';
import { useTranslations } from 'next-intl';
import type { Envelope } from '@/api/envelopes';
import { Hash } from '@/ui/hash';
import { Panel } from '@/ui/panel';
import { FileRow } from './file-row';
import { SealFacts } from './seal-facts';

/** What can be taken away, and the fingerprints to compare it with. */
export function FilesPanel({ envelope }: { envelope: Envelope }) {
  const t = useTranslations('envelope');
  const verify = useTranslations('verify');
  // The fingerprints stay: whoever kept a copy can still prove what it is.
  const erased = envelope.erasure.documentsErasedAt !== null;
  const completed = envelope.status === 'completed';
  const [document] = envelope.documents;
  const id = envelope.id;
  return (
    <Panel title={t('files')} flush>
      <ul className="divide-y divide-line">
        <FileRow
          {...{ id, erased }}
          kind="sealed"
          name={t('sealed')}
          hint={t('sealedHint')}
          ready={completed && !erased}
          primary
        />
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
        <FileRow
          {...{ id, erased }}
          kind="original"
          name={t('original')}
          hint={t('originalHint')}
          ready={!erased}
        />
      </ul>
      {envelope.certificateAvailable ? (
        <p className="border-t border-line px-4 py-3 text-[0.8125rem] text-ink-soft sm:px-5">
          {verify('filesHint')}{' '}
          <a href="/verify" className="text-accent underline underline-offset-4">
            {verify('link')}
          </a>
        </p>
      ) : null}
      {document ? (
        <dl className="space-y-3 border-t border-line px-4 py-4 text-[0.8125rem] sm:px-5">
          <div>
            <dt className="text-ink-faint">{t('fingerprint')}</dt>
            <dd>
              <Hash hex={document.sha256} />
            </dd>
          </div>
          {document.sealedSha256 ? (
            <div>
              <dt className="text-ink-faint">{t('sealedFingerprint')}</dt>
              <dd>
                <Hash hex={document.sealedSha256} />
              </dd>
            </div>
          ) : null}
          {envelope.seal ? <SealFacts seal={envelope.seal} /> : null}
        </dl>
      ) : null}
    </Panel>
  );
}
