'use client';
import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type AuditQuery, exportEvidence } from '@/api/audit';
import { type Problem, toProblem } from '@/api/problem';
import { saveFile } from '@/api/take-file';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { ErrorState } from '@/ui/error-state';
import { RadioCards } from '@/ui/radio-cards';
import { useNotify } from '@/ui/toast';

/** Takes what was found along as a list. `total`: in words, such as “12 envelopes”. */
export function ExportButton({ query, total }: { query: AuditQuery; total: string }) {
  const t = useTranslations('audit');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <Download aria-hidden="true" />
        {t('export')}
      </Button>
      <Dialog
        wide
        open={open}
        onOpenChange={setOpen}
        title={t('exportTitle')}
        description={t('exportText', { total })}
      >
        <ExportForm query={query} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function ExportForm({ query, onDone }: { query: AuditQuery; onDone: () => void }) {
  const t = useTranslations();
  const notify = useNotify();
  const [what, setWhat] = useState<'envelopes' | 'events'>('envelopes');
  const [format, setFormat] = useState<'csv' | 'json'>('csv');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const take = async () => {
    setBusy(true);
    setProblem(null);
    try {
      saveFile(await exportEvidence({ query, what, format }));
      notify(t('audit.exported'));
      onDone();
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="space-y-4">
      {problem ? <ErrorState problem={problem} onRetry={() => void take()} /> : null}
      <RadioCards
        legend={t('audit.exportWhat')}
        name="what"
        columns={2}
        value={what}
        onChoose={setWhat}
        choices={[
          { value: 'envelopes', label: t('audit.exportEnvelopes'), hint: t('audit.exportEnvelopesHint') },
          { value: 'events', label: t('audit.exportEvents'), hint: t('audit.exportEventsHint') },
        ]}
      />
      <RadioCards
        legend={t('audit.exportFormat')}
        name="format"
        columns={2}
        value={format}
        onChoose={setFormat}
        choices={[
          { value: 'csv', label: t('audit.exportCsv'), hint: t('audit.exportCsvHint') },
          { value: 'json', label: t('audit.exportJson'), hint: t('audit.exportJsonHint') },
        ]}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
        <Button kind="primary" busy={busy} onClick={() => void take()}>
          {t('audit.exportGo', { format: format.toUpperCase() })}
        </Button>
      </div>
    </div>
  );
}
