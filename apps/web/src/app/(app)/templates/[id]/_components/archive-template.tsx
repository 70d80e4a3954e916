'use client';
import { Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserCall } from '@/api/browser';
import { type Problem, toProblem } from '@/api/problem';
import { archiveTemplate, type Template } from '@/api/templates';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { ErrorState } from '@/ui/error-state';
import { useNotify } from '@/ui/toast';

export function ArchiveTemplate({ template }: { template: Template }) {
  const t = useTranslations();
  const router = useRouter();
  const notify = useNotify();
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const archive = async () => {
    try {
      await archiveTemplate(browserCall, template.id);
      notify(t('templates.archived'));
      router.push('/templates');
      router.refresh();
    } catch (error) {
      setProblem(toProblem(error));
    }
  };
  return (
    <>
      <Button kind="danger" onClick={() => setOpen(true)}>
        <Trash2 aria-hidden="true" />
        {t('templates.archive')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('templates.archiveTitle')}
        description={t('templates.archiveText', { name: template.name })}
      >
        {problem ? <ErrorState problem={problem} onRetry={() => void archive()} /> : null}
        <div className="mt-4 flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>{t('ui.cancel')}</Button>
          <Button kind="danger" onClick={() => void archive()}>
            {t('templates.archiveGo')}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
