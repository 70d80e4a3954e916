'use client';
import { BookOpen, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { signOut } from '@/api/auth';
import type { Me } from '@/api/me';
import { MenuItem, MenuLabel, MenuLine, MenuRadioGroup, MenuRadioItem } from '@/ui/menu';

const themes = [
  { key: 'light', icon: Sun },
  { key: 'dark', icon: Moon },
  { key: 'system', icon: Monitor },
] as const;

/** Who is signed in, appearance, and the way out; shared by the side and the narrow menu. */
export function AccountItems({ me }: { me: Me }) {
  const t = useTranslations('shell');
  const { theme = 'system', setTheme } = useTheme();
  const leave = async () => {
    await signOut();
    window.location.assign('/sign-in');
  };
  return (
    <>
      <MenuLabel>
        <span className="block text-sm font-medium text-ink">{me.user.name}</span>
        {me.user.email}
      </MenuLabel>
      <MenuLine />
      <MenuLabel>{t('theme')}</MenuLabel>
      <MenuRadioGroup value={theme} onValueChange={setTheme}>
        {themes.map(({ key, icon: Icon }) => (
          <MenuRadioItem key={key} value={key} onSelect={(event) => event.preventDefault()}>
            <Icon aria-hidden="true" />
            {t(key)}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
      <MenuLine />
      <MenuItem asChild>
        <a href="/api/docs">
          <BookOpen aria-hidden="true" />
          {t('apiDocs')}
        </a>
      </MenuItem>
      <MenuItem onSelect={leave}>
        <LogOut aria-hidden="true" />
        {t('signOut')}
      </MenuItem>
    </>
  );
}
