import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';

/** Not every row holds a link: without a stop of its own a wide table could not be scrolled by keyboard (WCAG 2.1.1). */
const reachable = { tabIndex: 0 };

/** A framed table; on narrow screens it scrolls inside its own labelled region. */
export function Table({ label, head, children }: { label: string; head: ReactNode; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      {...reachable}
      className="relative overflow-x-auto rounded-lg border border-line bg-sheet"
    >
      <table className="w-full border-collapse text-sm">
        <thead className="border-b border-line bg-sunken text-left text-xs text-ink-soft">
          <tr>{head}</tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </section>
  );
}

export function HeadCell({ className, ...rest }: ComponentProps<'th'>) {
  return <th scope="col" {...rest} className={clsx('px-4 py-2 font-medium whitespace-nowrap', className)} />;
}

export function Cell({ className, ...rest }: ComponentProps<'td'>) {
  return <td {...rest} className={clsx('px-4 py-2.5 align-middle', className)} />;
}
