'use client';
import { CircleCheck, Clock3 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Erasure, ErasureGround } from '@/api/privacy';
import { Moment } from '@/time/moment';
import { Badge } from '@/ui/badge';

/** What was done and what had to stay, with the reason. Nobody is named: the address went with the last step. */
export function ErasureResult({ erasure }: { erasure: Erasure }) {
  const t = useTranslations('privacy');
  const { result, requestedAt, ground, state } = erasure;
  const isDone = state === 'done';
  return (
    <li className="px-4 py-4 sm:px-5">
      <div className="flex flex-wrap items-center justify-between gap-2 text-sm">
        <span>
          <Moment at={requestedAt} /> · {t(`grounds.${ground as ErasureGround}`)}
        </span>
        <Badge tone={isDone ? 'green' : 'blue'} icon={isDone ? CircleCheck : Clock3}>
          {t(isDone ? 'done' : 'running')}
        </Badge>
      </div>
      {result ? (
        <p className="mt-1 text-sm text-ink-soft">
          {t('result', {
            envelopes: result.envelopeCount,
            kept: result.kept.length,
            rows: result.bulkRowCount,
            templates: result.templateFieldCount,
          })}
        </p>
      ) : null}
      {result && result.namedInCertificates.length > 0 ? (
        <StillNamed envelopeIds={result.namedInCertificates} />
      ) : null}
      <ul className="mt-1 space-y-1 empty:hidden">
        {result?.kept.map(({ envelopeId, obstacles }) => (
          <li key={envelopeId} className="text-sm">
            <Link href={`/envelopes/${envelopeId}`} className="underline underline-offset-4">
              {t('keptEnvelope')}
            </Link>{' '}
            <span className="text-ink-soft">
              {obstacles.map(({ sentence }) => sentence).join(' ') || t('cameFree')}
            </span>
          </li>
        ))}
        {result?.keptOutside.map(({ code, sentence }) => (
          <li key={code} className="text-sm text-ink-soft">
            {sentence}
          </li>
        ))}
      </ul>
    </li>
  );
}

/** The certificate is sealed and the organisation's evidence: it cannot be rewritten, only erased as a whole. */
function StillNamed({ envelopeIds }: { envelopeIds: readonly string[] }) {
  const t = useTranslations('privacy');
  return (
    <div className="mt-1 text-sm">
      <p className="text-ink-soft">{t('namedInCertificates', { count: envelopeIds.length })}</p>
      <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
        {envelopeIds.map((id, index) => (
          <li key={id}>
            <Link href={`/envelopes/${id}`} className="underline underline-offset-4">
              {t('namedEnvelope', { number: index + 1 })}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
