'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { AuditedEnvelope } from '@/api/audit';
import { Moment } from '@/time/moment';
import { Hash } from '@/ui/hash';
import { Panel } from '@/ui/panel';

/** Fingerprints and dates to compare with what one holds. */
export function FactsPanel({
  envelope,
  signedLogSize,
}: {
  envelope: AuditedEnvelope;
  signedLogSize: number;
}) {
  const t = useTranslations('audit');
  const { createdAt, sentAt, endedAt, certificateSha256 } = envelope;
  return (
    <Panel title={t('facts')}>
      <dl className="space-y-3 text-[0.8125rem]">
        <Fact name={t('id')}>
          <code className="font-mono text-xs [overflow-wrap:anywhere]">{envelope.id}</code>
        </Fact>
        <Fact name={t('people')}>
          {envelope.recipients.map(({ name, email }) => (
            <span key={`${name}${email}`} className="block [overflow-wrap:anywhere]">
              {name} <span className="text-ink-faint">{email}</span>
            </span>
          ))}
        </Fact>
        <Fact name={t('created')}>
          <Moment at={createdAt} />
        </Fact>
        {sentAt ? <Fact name={t('sent')}>{<Moment at={sentAt} />}</Fact> : null}
        {endedAt ? <Fact name={t('ended')}>{<Moment at={endedAt} />}</Fact> : null}
        {envelope.documents.map((document) => (
          <Document key={document.originalSha256} document={document} />
        ))}
        {certificateSha256 ? (
          <Fact name={t('certificateHash')}>
            <Hash hex={certificateSha256} />
          </Fact>
        ) : null}
      </dl>
      <p className="mt-4 border-t border-line pt-3 text-[0.8125rem] text-ink-faint">
        {t('logSize', { size: signedLogSize })}
      </p>
    </Panel>
  );
}

function Document({ document }: { document: AuditedEnvelope['documents'][number] }) {
  const t = useTranslations('audit');
  const { name, originalSha256, frozenSha256, sealedSha256 } = document;
  return (
    <>
      <Fact name={`${name}, ${t('originalHash').toLowerCase()}`}>
        <Hash hex={originalSha256} />
      </Fact>
      {frozenSha256 === originalSha256 ? null : (
        <Fact name={`${name}, ${t('frozenHash').toLowerCase()}`}>
          <Hash hex={frozenSha256} />
        </Fact>
      )}
      {sealedSha256 ? (
        <Fact name={`${name}, ${t('sealedHash').toLowerCase()}`}>
          <Hash hex={sealedSha256} />
        </Fact>
      ) : null}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-faint">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
