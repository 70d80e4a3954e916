'use client';
import { ChevronsUpDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Me } from '@/api/me';
import { Menu, MenuSheet, MenuTrigger } from '@/ui/menu';
import { AccountItems } from './account-items';

export function AccountMenu({ me }: { me: Me }) {
  const t = useTranslations('shell');
  return (
    <Menu>
      <MenuTrigger className="flex w-full items-center gap-2 rounded-md px-2.5 py-2 text-left hover:bg-line/50">
        <span className="sr-only">{t('account')}</span>
        <span className="min-w-0 flex-1">
          <span className="block truncate text-sm font-medium">{me.user.name}</span>
          <span className="block truncate text-xs text-ink-faint">{me.organisation.name}</span>
        </span>
        <ChevronsUpDown className="size-4 text-ink-faint" aria-hidden="true" />
      </MenuTrigger>
      <MenuSheet side="top" align="start">
        <AccountItems me={me} />
      </MenuSheet>
    </Menu>
  );
}
