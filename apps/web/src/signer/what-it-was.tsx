import { useTranslations } from 'next-intl';
import type { SigningState } from '@/api/signing';

/** Fingerprints, and once there are sealed files how to check them. */
export function WhatItWas({ state }: { state: SigningState }) {
  const verify = useTranslations('verify');
  const { documents, sealedAvailable, envelope } = state;
  return (
    <div className="text-[0.8125rem] text-ink-faint">
      {/* Of several sealed ones each stands beside its download. */}
      {sealedAvailable && documents.length > 1 ? null : <Fingerprints documents={documents} />}{' '}
      {sealedAvailable ? (
        <a href="/verify" className="text-accent underline underline-offset-4">
          {verify('farewell', { sender: envelope.sender.name })}
        </a>
      ) : null}
    </div>
  );
}

/** By name where there are several. */
function Fingerprints({ documents }: Pick<SigningState, 'documents'>) {
  const t = useTranslations('signer');
  const [only, ...others] = documents;
  if (others.length === 0) {
    return (
      <span>
        {t('fingerprint')}: <span className="font-mono">{only?.fingerprint}</span>
      </span>
    );
  }
  return (
    <dl className="space-y-1 pb-2">
      {documents.map(({ id, name, fingerprint }) => (
        <div key={id} className="flex flex-wrap gap-x-3">
          <dt className="[overflow-wrap:anywhere]">{name}</dt>
          <dd className="font-mono">{fingerprint}</dd>
        </div>
      ))}
    </dl>
  );
}
