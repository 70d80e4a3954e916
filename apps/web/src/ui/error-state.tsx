'use client';
import { RotateCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { Problem } from '@/api/problem';
import { Button } from './button';
import { Callout } from './callout';
import { useProblemSentence } from './problem-sentence';

/** What went wrong, what it means, a retry, and the code to quote to support. Without `onRetry` the page reloads its data. */
export function ErrorState({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const t = useTranslations('ui');
  const router = useRouter();
  const sentence = useProblemSentence();
  return (
    <Callout
      tone="bad"
      live
      title={problem.title || t('errorTitle')}
      action={
        <Button size="sm" onClick={onRetry ?? (() => router.refresh())}>
          <RotateCw aria-hidden="true" />
          {t('retry')}
        </Button>
      }
    >
      {sentence(problem)}
      <p className="mt-1 font-mono text-xs text-ink-soft">{t('code', { code: problem.code })}</p>
    </Callout>
  );
}
