'use client';
import { useTranslations } from 'next-intl';
import type { Problem } from '@/api/problem';
import { useSignerSentence } from '@/signer/signer-problem';
import { Button } from '@/ui/button';
import { PlainPage } from '@/ui/plain-page';

const ends = {
  'link-unknown': 'unknown',
  'link-expired': 'expired',
  'link-voided': 'voided',
  'link-declined': 'declined',
  'link-erased': 'erased',
  'link-revoked': 'revoked',
  'already-completed': 'completed',
  'envelope-completed': 'completed',
  'too-many-requests': 'limit',
} as const;

type End = (typeof ends)[keyof typeof ends];

function endOf(code: string): End | null {
  return Object.hasOwn(ends, code) ? ends[code as keyof typeof ends] : null;
}

/** A link that opens nothing, each cause in its own words. */
export function GoneLink({ problem }: { problem: Problem }) {
  const t = useTranslations('signer.gone');
  const words = useTranslations('signer');
  const sentence = useSignerSentence();
  const end = endOf(problem.code);
  if (end) return <PlainPage title={t(`${end}Title`)}>{t(`${end}Text`)}</PlainPage>;
  return (
    <PlainPage
      title={t('otherTitle')}
      action={
        <Button kind="primary" size="lg" onClick={() => window.location.reload()}>
          {words('retry')}
        </Button>
      }
    >
      <p>{sentence(problem)}</p>
      <p className="font-mono text-xs">{problem.code}</p>
    </PlainPage>
  );
}
