'use client';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useLayoutEffect, useRef } from 'react';

/** A modal question. Escape and the cross close it; focus returns to where it came from. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  wide = false,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
  wide?: boolean;
}) {
  const t = useTranslations('ui');
  const opener = useRef<Element | null>(null);
  // Before the content is there: a field that asks for the focus itself would be taken for the opener.
  useLayoutEffect(() => {
    if (open) opener.current = document.activeElement;
  }, [open]);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[#0b1220]/45 dark:bg-black/60" />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          // Without a trigger of its own the library would leave the focus nowhere.
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
          className={clsx(
            'rise fixed inset-x-0 bottom-0 z-50 max-h-[92dvh] overflow-y-auto rounded-t-lg border border-line bg-sheet p-5 shadow-float',
            'pb-[max(1.25rem,env(safe-area-inset-bottom))]',
            'sm:inset-auto sm:top-1/2 sm:left-1/2 sm:w-[calc(100vw-3rem)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-lg sm:p-6',
            wide ? 'sm:max-w-2xl' : 'sm:max-w-md',
          )}
        >
          <div className="flex items-start justify-between gap-4">
            <Radix.Title className="font-serif text-xl font-semibold text-balance">{title}</Radix.Title>
            <Radix.Close
              aria-label={t('close')}
              className="-m-1.5 grid size-9 shrink-0 place-items-center rounded-md text-ink-faint hover:bg-sunken pointer-coarse:size-11"
            >
              <X className="size-4.5" aria-hidden="true" />
            </Radix.Close>
          </div>
          {description ? (
            <Radix.Description asChild>
              <div className="mt-1.5 text-sm text-ink-soft">{description}</div>
            </Radix.Description>
          ) : null}
          <div className="mt-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
