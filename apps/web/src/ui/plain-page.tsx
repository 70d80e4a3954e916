import type { ReactNode } from 'react';
import { Wordmark } from './mark';

/** A whole page that says one thing: a gate, a farewell, a wrong address. */
export function PlainPage({
  title,
  eyebrow,
  children,
  action,
  footer,
}: {
  title: string;
  eyebrow?: ReactNode;
  children: ReactNode;
  action?: ReactNode;
  footer?: ReactNode;
}) {
  return (
    <div className="mx-auto flex min-h-dvh max-w-xl flex-col px-5 pt-6 pb-[max(1.5rem,env(safe-area-inset-bottom))] sm:px-8">
      <header>
        <Wordmark />
      </header>
      <main className="flex flex-1 flex-col justify-center py-10">
        <div className="rounded-lg border border-line bg-sheet p-6 shadow-leaf sm:p-9">
          {eyebrow ? <div className="mb-3 text-sm text-ink-soft">{eyebrow}</div> : null}
          <h1 className="font-serif text-2xl/snug font-semibold tracking-tight text-balance [overflow-wrap:anywhere] sm:text-[1.75rem]/snug">
            {title}
          </h1>
          <div className="mt-3 space-y-3 text-ink-soft text-pretty">{children}</div>
          {action ? <div className="mt-6 flex flex-wrap gap-3">{action}</div> : null}
        </div>
      </main>
      {footer ? <footer className="text-[0.8125rem] text-ink-faint">{footer}</footer> : null}
    </div>
  );
}
