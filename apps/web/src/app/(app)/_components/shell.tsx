import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Me } from '@/api/me';
import { Wordmark } from '@/ui/mark';
import { AccountMenu } from './account-menu';
import { homeOf } from './destinations';
import { NavList } from './nav-list';
import { NavMenu } from './nav-menu';

/** Frame of every sender screen: navigation at the side, or behind one button on narrow screens. */
export function Shell({
  me,
  skipLabel,
  banner,
  children,
}: {
  me: Me;
  skipLabel: string;
  /** Stands above every page. */
  banner: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="lg:grid lg:min-h-dvh lg:grid-cols-[13.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="absolute top-2 left-2 z-50 -translate-y-20 rounded-md bg-ink px-4 py-2 text-paper focus:translate-y-0"
      >
        {skipLabel}
      </a>
      <aside className="sticky top-0 hidden h-dvh flex-col border-r border-line bg-sunken/60 px-3 py-5 lg:flex">
        <Link href={homeOf(me.role)} className="mb-6 rounded-md px-2">
          <Wordmark />
        </Link>
        <NavList me={me} />
        <div className="mt-auto">
          <AccountMenu me={me} />
        </div>
      </aside>
      <header className="sticky top-0 z-30 flex items-center justify-between border-b border-line bg-paper px-4 py-2 lg:hidden">
        <Link href={homeOf(me.role)} className="flex min-h-11 items-center rounded-md">
          <Wordmark />
        </Link>
        <NavMenu me={me} />
      </header>
      <main id="content" tabIndex={-1} className="min-w-0 px-4 py-6 outline-none sm:px-8 sm:py-9">
        {banner}
        <div className="mx-auto max-w-6xl has-[[data-wide]]:max-w-[110rem]">{children}</div>
      </main>
    </div>
  );
}
