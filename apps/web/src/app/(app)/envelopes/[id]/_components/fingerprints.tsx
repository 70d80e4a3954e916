'use client';
import { useTranslations } from 'next-intl';
import type { Envelope } from '@/api/envelopes';
import { Hash } from '@/ui/hash';
import { SealFacts } from './seal-facts';

/** The hashes of one document, and how far its seal reaches. */
export function Fingerprints({
  envelope,
  document,
}: {
  envelope: Envelope;
  document: Envelope['documents'][number];
}) {
  const t = useTranslations('envelope');
  const seal = envelope.seals.find(({ documentId }) => documentId === document.id);
  return (
    <dl className="space-y-3 border-t border-line px-4 py-4 text-[0.8125rem] sm:px-5">
      <div>
        <dt className="text-ink-faint">{t('shortFingerprint')}</dt>
        <dd className="font-mono">{document.fingerprint}</dd>
      </div>
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
      {seal ? <SealFacts seal={seal} /> : null}
    </dl>
  );
}
