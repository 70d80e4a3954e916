'use client';
import { useTranslations } from 'next-intl';
import { useEditor } from '@/editor/editor-context';
import { TextArea, TextField } from '@/ui/field';
import { Panel } from '@/ui/panel';

/** What the invitation says and how long there is time. */
export function SettingsPanel() {
  const t = useTranslations('editor');
  const { draft, change } = useEditor();
  return (
    <Panel title={t('settings')}>
      <div className="space-y-4">
        <TextArea
          id="draft-message"
          label={t('message')}
          hint={t('messageHint')}
          value={draft.message}
          maxLength={2000}
          onChange={(event) => {
            const message = event.target.value;
            change((now) => ({ ...now, message }), 'message');
          }}
        />
        <TextField
          id="draft-expires"
          label={t('expires')}
          type="number"
          inputMode="numeric"
          min={1}
          max={730}
          value={draft.expiresInDays}
          onChange={(event) => {
            const expiresInDays = Math.trunc(event.target.valueAsNumber);
            if (Number.isFinite(expiresInDays)) change((now) => ({ ...now, expiresInDays }), 'expires');
          }}
        />
      </div>
    </Panel>
  );
}
