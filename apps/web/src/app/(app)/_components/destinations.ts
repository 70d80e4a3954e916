import { Activity, BadgeCheck, FileStack, House, KeyRound, LayoutTemplate, Send, Stamp } from 'lucide-react';

/** Where the navigation leads; `key` names the words in the `shell` messages. */
export const destinations = [
  { key: 'home', href: '/', icon: House, group: 'work' },
  { key: 'envelopes', href: '/envelopes', icon: FileStack, group: 'work' },
  { key: 'templates', href: '/templates', icon: LayoutTemplate, group: 'work' },
  { key: 'bulk', href: '/bulk-sends', icon: Send, group: 'work' },
  { key: 'sealing', href: '/settings/sealing', icon: BadgeCheck, group: 'settings' },
  { key: 'sealKey', href: '/settings/seal-key', icon: Stamp, group: 'settings' },
  { key: 'apiKeys', href: '/settings/api-keys', icon: KeyRound, group: 'settings' },
  { key: 'status', href: '/status', icon: Activity, group: 'settings' },
] as const;

/** True when `pathname` is the destination or lies under it. */
export function isHere(pathname: string, href: string): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`);
}
