'use client';
import { Ban, Download, RotateCw, Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserCall } from '@/api/browser';
import { type Bulk, bulkResultUrl, cancelBulk, retryFailedRows, startBulk } from '@/api/bulk';
import { type Problem, toProblem } from '@/api/problem';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { ErrorState } from '@/ui/error-state';

export function BulkActs({ bulk, onChanged }: { bulk: Bulk; onChanged: (bulk: Bulk) => void }) {
  const t = useTranslations('bulk');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [stopping, setStopping] = useState(false);
  const act = async (work: () => Promise<Bulk>) => {
    setBusy(true);
    setProblem(null);
    setStopping(false);
    try {
      onChanged(await work());
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const { state, counts } = bulk;
  const retryable = counts.failed > 0 && state !== 'checked' && state !== 'cancelled';
  return (
    <>
      {state === 'checked' ? null : (
        <Button onClick={() => window.location.assign(bulkResultUrl(bulk.id))}>
          <Download aria-hidden="true" />
          {t('result')}
        </Button>
      )}
      {retryable ? (
        <Button busy={busy} onClick={() => void act(() => retryFailedRows(browserCall, bulk.id))}>
          <RotateCw aria-hidden="true" />
          {t('retry', { count: counts.failed })}
        </Button>
      ) : null}
      {state === 'running' ? (
        <Button kind="danger" busy={busy} onClick={() => setStopping(true)}>
          <Ban aria-hidden="true" />
          {t('cancel')}
        </Button>
      ) : null}
      {state === 'checked' && counts.waiting > 0 ? (
        <Button kind="primary" busy={busy} onClick={() => void act(() => startBulk(browserCall, bulk.id))}>
          <Send aria-hidden="true" />
          {t('startRows', { count: counts.waiting })}
        </Button>
      ) : null}
      <StopDialog
        open={stopping}
        onOpenChange={setStopping}
        onStop={() => void act(() => cancelBulk(browserCall, bulk.id))}
      />
      <Dialog open={problem !== null} onOpenChange={() => setProblem(null)} title={t('failed')}>
        {problem ? <ErrorState problem={problem} onRetry={() => setProblem(null)} /> : null}
      </Dialog>
    </>
  );
}

function StopDialog(props: { open: boolean; onOpenChange: (open: boolean) => void; onStop: () => void }) {
  const t = useTranslations();
  return (
    <Dialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={t('bulk.cancelTitle')}
      description={t('bulk.cancelText')}
    >
      <div className="flex justify-end gap-2">
        <Button onClick={() => props.onOpenChange(false)}>{t('ui.back')}</Button>
        <Button kind="danger" onClick={props.onStop}>
          {t('bulk.cancelGo')}
        </Button>
      </div>
    </Dialog>
  );
}
