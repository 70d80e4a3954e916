'use client';
import { useTranslations } from 'next-intl';
import { Toast as Radix } from 'radix-ui';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';

interface Notice {
  readonly id: number;
  readonly text: string;
  readonly undo?: (() => void) | undefined;
}

const Notify = createContext<(text: string, undo?: () => void) => void>(() => {});

/** Says that something was done; with `undo`, offers to take it back for ten seconds. */
export const useNotify = () => useContext(Notify);

export function ToastProvider({ children }: { children: ReactNode }) {
  const t = useTranslations('ui');
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const notify = useCallback((text: string, undo?: () => void) => {
    setNotices((all) => [...all.slice(-2), { id: Date.now() + Math.random(), text, undo }]);
  }, []);
  const drop = (id: number) => setNotices((all) => all.filter((notice) => notice.id !== id));
  const value = useMemo(() => notify, [notify]);
  return (
    <Notify.Provider value={value}>
      <Radix.Provider swipeDirection="down" label={t('notification')}>
        {children}
        {notices.map((notice) => (
          <ToastCard key={notice.id} notice={notice} onGone={() => drop(notice.id)} undoLabel={t('undo')} />
        ))}
        <Radix.Viewport className="fixed inset-x-0 bottom-0 z-[60] mx-auto flex w-full max-w-md flex-col gap-2 p-4 pb-[max(1rem,env(safe-area-inset-bottom))]" />
      </Radix.Provider>
    </Notify.Provider>
  );
}

function ToastCard({ notice, onGone, undoLabel }: { notice: Notice; onGone: () => void; undoLabel: string }) {
  return (
    <Radix.Root
      duration={notice.undo ? 10_000 : 5000}
      onOpenChange={(open) => (open ? undefined : onGone())}
      className="rise flex items-center justify-between gap-4 rounded-md bg-ink px-4 py-3 text-sm text-paper shadow-float"
    >
      <Radix.Title>{notice.text}</Radix.Title>
      {notice.undo ? (
        <Radix.Action
          altText={undoLabel}
          onClick={notice.undo}
          className="min-h-9 px-2 font-semibold underline underline-offset-4"
        >
          {undoLabel}
        </Radix.Action>
      ) : null}
    </Radix.Root>
  );
}
