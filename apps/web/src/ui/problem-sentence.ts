'use client';
import { useTranslations } from 'next-intl';
import type { Problem } from '@/api/problem';

/** The server's own sentence, or ours for faults that never reached it. */
export function useProblemSentence(): (problem: Problem) => string {
  const t = useTranslations('ui');
  return (problem) => {
    if (problem.code === 'network-unreachable') return t('networkUnreachable');
    if (problem.code === 'answer-unreadable') return t('answerUnreadable', { status: problem.status });
    const pointed = problem.errors.map((fault) => fault.detail).filter((text) => text !== problem.detail);
    return [problem.detail || t('unexpected'), ...pointed].join(' ');
  };
}
