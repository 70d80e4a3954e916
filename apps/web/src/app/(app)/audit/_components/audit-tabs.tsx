'use client';
import { clsx } from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';

const tabs = [
  { key: 'search', href: '/audit' },
  { key: 'samples', href: '/audit/samples' },
  { key: 'holds', href: '/audit/holds' },
  { key: 'compare', href: '/audit/compare' },
] as const;

/** The parts of the audit room. On an envelope none of them is current: it belongs to wherever one came from. */
export function AuditTabs() {
  const t = useTranslations('audit');
  const pathname = usePathname();
  return (
    <nav aria-label={t('tabs')} className="-mx-4 overflow-x-auto border-b border-line px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-1">
        {tabs.map(({ key, href }) => (
          <li key={key}>
            <Link
              href={href}
              aria-current={pathname === href ? 'page' : undefined}
              className={clsx(
                'flex min-h-10 items-center border-b-2 border-transparent px-3 text-sm whitespace-nowrap text-ink-soft hover:text-ink pointer-coarse:min-h-11',
                'aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-ink',
              )}
            >
              {t(key)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
