'use client';
import { Send } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserCall } from '@/api/browser';
import { getEnvelope, sendEnvelope } from '@/api/envelopes';
import { type Problem, toProblem } from '@/api/problem';
import { useEditor } from '@/editor/editor-context';
import type { Autosave } from '@/editor/use-autosave';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { ErrorState } from '@/ui/error-state';

/** Saves what is open, then sends. While something is missing it leads to the list of what. */
export function SendButton({ autosave }: { autosave: Autosave }) {
  const t = useTranslations('editor');
  const router = useRouter();
  const { draft } = useEditor();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const id = autosave.envelope.id;

  const isReady = async () => {
    await autosave.refresh();
    return (await getEnvelope(browserCall, id)).readiness.ready;
  };
  const send = async () => {
    setProblem(null);
    setBusy(true);
    try {
      if (!(await autosave.flush())) return;
      const current = await getEnvelope(browserCall, id);
      if (!current.readiness.ready) {
        await autosave.refresh();
        return focusReadiness();
      }
      await sendEnvelope(browserCall, id, current.version);
      router.push(`/envelopes/${id}`);
    } catch (error) {
      const why = toProblem(error);
      // What would fail again stands in the list of what is missing, with the way to its page; what took too long does not.
      if (why.code === 'rehearsal-failed' && !(await isReady().catch(() => true))) return focusReadiness();
      setProblem(why);
    } finally {
      setBusy(false);
    }
  };
  const count = draft.recipients.length;
  return (
    <>
      <Button kind="primary" busy={busy} onClick={() => void send()}>
        <Send aria-hidden="true" />
        {count > 0 ? t('send', { count }) : t('sendNobody')}
      </Button>
      <Dialog open={problem !== null} onOpenChange={() => setProblem(null)} title={t('sendFailed')}>
        {problem ? <ErrorState problem={problem} onRetry={() => void send()} /> : null}
      </Dialog>
    </>
  );
}

function focusReadiness(): void {
  const visible = [...document.querySelectorAll<HTMLElement>('[data-readiness]')].find(
    (panel) => panel.offsetParent,
  );
  visible?.focus();
  visible?.scrollIntoView({ block: 'center' });
}
