import { clsx } from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** Grey bars where text will be; the wait is announced once by the list around it. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={clsx('breathe block rounded-sm bg-line', className)} />;
}

/** Nothing here yet: says what belongs here and offers the first step. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
}: {
  icon: LucideIcon;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-3 px-6 py-14 text-center">
      <span className="grid size-12 place-items-center rounded-full border border-line bg-sunken text-ink-faint">
        <Icon className="size-5.5" aria-hidden="true" />
      </span>
      <h2 className="font-serif text-xl font-semibold">{title}</h2>
      <div className="max-w-md text-sm text-ink-soft text-pretty">{children}</div>
      {action ? <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
