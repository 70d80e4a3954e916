import { useTranslations } from 'next-intl';
import type { RetentionRule } from '@/api/retention';

/** A rule in one sentence. */
export function useRuleWords(): (rule: RetentionRule | null) => string {
  const t = useTranslations('retention');
  return (rule) => {
    if (rule === null || rule.documentsAfterDays === null) {
      return rule?.locked ? t('words.lockedForEver') : t('words.forEver');
    }
    const { documentsAfterDays: documents, personalAfterDays: personal, locked } = rule;
    const what =
      personal === null
        ? t('words.documents', { days: documents })
        : t('words.both', { days: documents, personal });
    return locked ? `${what} ${t('words.locked')}` : what;
  };
}
