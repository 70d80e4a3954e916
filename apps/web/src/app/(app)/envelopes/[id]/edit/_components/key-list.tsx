'use client';
import { useTranslations } from 'next-intl';
import { Dialog } from '@/ui/dialog';

const keys = [
  ['move', '← ↑ → ↓'],
  ['resize', 'Shift ← ↑ → ↓'],
  ['fine', 'Alt ← ↑ → ↓'],
  ['page', 'Page ↑  Page ↓'],
  ['remove', 'Delete'],
  ['copy', 'Ctrl C  Ctrl V'],
  ['duplicate', 'Ctrl D'],
  ['undo', 'Ctrl Z  Ctrl Y'],
  ['next', 'Tab  Shift Tab'],
  ['leave', 'Esc'],
  ['help', '?'],
] as const;

export function KeyList({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations('editor');
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('keysTitle')}>
      <dl className="divide-y divide-line text-sm">
        {keys.map(([key, press]) => (
          <div key={key} className="flex justify-between gap-6 py-2">
            <dt>{t(`keyList.${key}`)}</dt>
            <dd>
              <kbd className="font-mono text-xs text-ink-soft">{press}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
