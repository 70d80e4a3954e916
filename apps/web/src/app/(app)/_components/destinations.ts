import {
  Activity,
  BadgeCheck,
  CalendarClock,
  FileStack,
  House,
  KeyRound,
  LayoutTemplate,
  ScrollText,
  Send,
  ShieldCheck,
  Stamp,
  UserSearch,
  UserX,
} from 'lucide-react';
import type { Me } from '@/api/me';

type Role = Me['role'];

const everyMember: readonly Role[] = ['owner', 'admin', 'member'];
const admins: readonly Role[] = ['owner', 'admin'];

/** Where the navigation leads; `key` names the words in the `shell` messages. The API decides who may; this only shows. */
const destinations = [
  { key: 'home', href: '/', icon: House, group: 'work', roles: everyMember },
  { key: 'envelopes', href: '/envelopes', icon: FileStack, group: 'work', roles: everyMember },
  { key: 'templates', href: '/templates', icon: LayoutTemplate, group: 'work', roles: everyMember },
  { key: 'bulk', href: '/bulk-sends', icon: Send, group: 'work', roles: everyMember },
  { key: 'audit', href: '/audit', icon: ShieldCheck, group: 'work', roles: ['owner', 'admin', 'auditor'] },
  { key: 'sealing', href: '/settings/sealing', icon: BadgeCheck, group: 'settings', roles: everyMember },
  { key: 'sealKey', href: '/settings/seal-key', icon: Stamp, group: 'settings', roles: everyMember },
  { key: 'apiKeys', href: '/settings/api-keys', icon: KeyRound, group: 'settings', roles: everyMember },
  { key: 'auditors', href: '/settings/auditors', icon: UserSearch, group: 'settings', roles: admins },
  {
    key: 'retention',
    href: '/settings/retention',
    icon: CalendarClock,
    group: 'settings',
    roles: everyMember,
  },
  { key: 'privacy', href: '/settings/privacy', icon: UserX, group: 'settings', roles: admins },
  { key: 'auditLog', href: '/settings/audit-log', icon: ScrollText, group: 'settings', roles: admins },
  { key: 'status', href: '/status', icon: Activity, group: 'settings', roles: everyMember },
] as const satisfies readonly { roles: readonly Role[]; [member: string]: unknown }[];

/** What this person can go to, in the order of the navigation. */
export function destinationsFor(role: Role) {
  return destinations.filter(({ roles }) => (roles as readonly Role[]).includes(role));
}

/** The first page of this person. */
export function homeOf(role: Role): string {
  return role === 'auditor' ? '/audit' : '/';
}

/** True when `pathname` is the destination or lies under it. */
export function isHere(pathname: string, href: string): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`);
}
