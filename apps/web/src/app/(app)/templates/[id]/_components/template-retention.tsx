'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Retention } from '@/api/retention';
import { Panel } from '@/ui/panel';
import { RetentionForm } from '../../../settings/retention/_components/retention-form';

/** The rule of one template; without one the organisation's holds. */
export function TemplateRetention({
  templateId,
  initial,
  mayChange,
}: {
  templateId: string;
  initial: Retention;
  mayChange: boolean;
}) {
  const t = useTranslations('retention');
  const [retention, setRetention] = useState(initial);
  const rule = retention.templates.find((one) => one.templateId === templateId)?.rule ?? null;
  return (
    <Panel title={t('ofTemplate')}>
      <RetentionForm
        key={rule?.setAt ?? 'none'}
        owner={templateId}
        rule={rule}
        mayChange={mayChange}
        onSaved={setRetention}
      />
    </Panel>
  );
}
