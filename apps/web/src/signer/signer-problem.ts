'use client';
import { useTranslations } from 'next-intl';
import type { Problem } from '@/api/problem';

/** A sentence for the signer: the server's own words, or ours when it did not answer. */
export function useSignerSentence(): (problem: Problem) => string {
  const t = useTranslations('signer');
  return (problem) => {
    if (problem.code === 'network-unreachable') return t('networkUnreachable');
    return problem.errors[0]?.detail || problem.detail || t('unexpected');
  };
}
