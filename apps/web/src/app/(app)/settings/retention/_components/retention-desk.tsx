'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Retention } from '@/api/retention';
import { Callout } from '@/ui/callout';
import { Panel } from '@/ui/panel';
import { RetentionForm } from './retention-form';
import { useRuleWords } from './rule-words';

/** The organisation's rule, and which templates have one of their own. */
export function RetentionDesk({ initial, mayChange }: { initial: Retention; mayChange: boolean }) {
  const t = useTranslations('retention');
  const words = useRuleWords();
  const [retention, setRetention] = useState(initial);
  const { organisation, templates, warningDays } = retention;
  return (
    <>
      <Callout tone="info" title={t('howTitle', { days: warningDays })}>
        {t('howText')}
      </Callout>
      <Panel title={t('organisation')}>
        <RetentionForm
          key={organisation?.setAt ?? 'none'}
          owner={null}
          rule={organisation}
          mayChange={mayChange}
          onSaved={setRetention}
        />
      </Panel>
      <Panel title={t('templates')}>
        {templates.length === 0 ? (
          <p className="text-sm text-ink-soft">{t('templatesNone')}</p>
        ) : (
          <ul className="divide-y divide-line">
            {templates.map(({ templateId, templateName, rule }) => (
              <li key={templateId} className="py-3 first:pt-0 last:pb-0">
                <Link
                  href={`/templates/${templateId}`}
                  className="font-medium underline-offset-4 hover:underline [overflow-wrap:anywhere]"
                >
                  {templateName}
                </Link>
                <span className="block text-sm text-ink-soft">{words(rule)}</span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </>
  );
}
