'use client';
import { useTranslations } from 'next-intl';
import { useEditor } from '@/editor/editor-context';
import { CheckField } from '@/ui/field';
import { Panel } from '@/ui/panel';

/** What was changed in the upload and what else to know about it. Nothing is sent before somebody says they saw it. */
export function DocumentWarnings() {
  const t = useTranslations('editor');
  const { document, isChecked, setChecked } = useEditor();
  const { reasons } = document.report;
  if (reasons.length === 0) return null;
  return (
    <Panel title={t('warnings')}>
      <ul className="mb-3 list-disc space-y-2 pl-4 text-sm marker:text-amber">
        {reasons.map(({ code, sentence }) => (
          <li key={code} className="[overflow-wrap:anywhere]">
            {sentence}
          </li>
        ))}
      </ul>
      <CheckField
        id="check-document"
        className="border-t border-line pt-3 text-sm"
        label={t('warningsChecked')}
        checked={isChecked}
        onChange={(event) => setChecked(event.target.checked)}
      />
    </Panel>
  );
}
