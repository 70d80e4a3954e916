'use client';
import { Menu as MenuIcon } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Me } from '@/api/me';
import { Menu, MenuItem, MenuLine, MenuSheet, MenuTrigger } from '@/ui/menu';
import { AccountItems } from './account-items';
import { destinationsFor } from './destinations';

/** The navigation of narrow screens. */
export function NavMenu({ me }: { me: Me }) {
  const t = useTranslations('shell');
  return (
    <Menu>
      <MenuTrigger
        aria-label={t('menu')}
        className="-mr-2 grid size-11 place-items-center rounded-md hover:bg-sunken"
      >
        <MenuIcon className="size-5.5" aria-hidden="true" />
      </MenuTrigger>
      <MenuSheet align="end" className="w-64">
        {destinationsFor(me.role).map(({ key, href, icon: Icon }) => (
          <MenuItem key={key} asChild>
            <Link href={href}>
              <Icon aria-hidden="true" />
              {t(key)}
            </Link>
          </MenuItem>
        ))}
        <MenuLine />
        <AccountItems me={me} />
      </MenuSheet>
    </Menu>
  );
}
