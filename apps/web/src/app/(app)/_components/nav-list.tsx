'use client';
import { clsx } from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { Me } from '@/api/me';
import { destinationsFor, isHere } from './destinations';

export function NavList({ me }: { me: Me }) {
  const t = useTranslations('shell');
  const pathname = usePathname();
  const destinations = destinationsFor(me.role);
  return (
    <nav aria-label={t('navigation')}>
      <ul className="flex flex-col gap-0.5">
        {destinations.map(({ key, href, icon: Icon, group }, index) => (
          <li
            key={key}
            className={clsx(
              group !== destinations[index - 1]?.group && index > 0 && 'mt-4 border-t border-line pt-4',
            )}
          >
            <Link
              href={href}
              aria-current={isHere(pathname, href) ? 'page' : undefined}
              className={clsx(
                'flex min-h-9 items-center gap-2.5 rounded-md px-2.5 text-sm text-ink-soft hover:bg-line/50 hover:text-ink',
                'aria-[current]:bg-sheet aria-[current]:font-medium aria-[current]:text-ink aria-[current]:shadow-[inset_0_0_0_1px_var(--line)]',
              )}
            >
              <Icon className="size-4 shrink-0" aria-hidden="true" />
              {t(key)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
