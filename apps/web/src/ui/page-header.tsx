import type { ReactNode } from 'react';

/** Title of a screen in the document serif, what it answers, and its acts. */
export function PageHeader({
  title,
  above,
  children,
  actions,
}: {
  title: string;
  above?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <div className="min-w-0 flex-1 basis-72">
        {above ? <div className="mb-1.5 text-sm text-ink-soft">{above}</div> : null}
        <h1 className="font-serif text-[1.75rem]/tight font-semibold tracking-tight text-balance [overflow-wrap:anywhere]">
          {title}
        </h1>
        {children ? <div className="mt-1.5 max-w-prose text-sm text-ink-soft">{children}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}
