import { clsx } from 'clsx';
import type { ReactNode } from 'react';

/** A sheet of paper with an optional heading and acts. */
export function Panel({
  title,
  actions,
  children,
  className,
  flush = false,
  tight = false,
}: {
  title?: string;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
  flush?: boolean;
  tight?: boolean;
}) {
  return (
    <section className={clsx('rounded-lg border border-line bg-sheet', className)}>
      {title ? (
        <header className="flex min-h-12 flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-2 sm:px-5">
          <h2 className="text-sm font-semibold">{title}</h2>
          {actions}
        </header>
      ) : null}
      <div className={clsx(!flush && (tight ? 'px-4 py-3' : 'p-4 sm:p-5'))}>{children}</div>
    </section>
  );
}
