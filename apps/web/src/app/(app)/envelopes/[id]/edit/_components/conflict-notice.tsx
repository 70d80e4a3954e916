'use client';
import { useTranslations } from 'next-intl';
import { useEditor } from '@/editor/editor-context';
import type { Autosave } from '@/editor/use-autosave';
import { Button } from '@/ui/button';
import { Callout } from '@/ui/callout';

/** Two versions of one draft: a person chooses, nothing is merged in silence. */
export function ConflictNotice({ autosave }: { autosave: Autosave }) {
  const t = useTranslations('editor');
  const { reset } = useEditor();
  const take = async () => reset(await autosave.takeTheirs());
  return (
    <Callout
      tone="warn"
      live
      title={t('conflictTitle')}
      action={
        <>
          <Button size="sm" onClick={() => void take()}>
            {t('takeTheirs')}
          </Button>
          <Button size="sm" onClick={() => void autosave.keepMine()}>
            {t('keepMine')}
          </Button>
        </>
      }
    >
      {t('conflictText')}
    </Callout>
  );
}
