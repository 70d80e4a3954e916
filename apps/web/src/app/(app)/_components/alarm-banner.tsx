import { getTranslations } from 'next-intl/server';
import { getLogAlarms } from '@/api/audit-log';
import { isAdministrator, type Me } from '@/api/me';
import { attempt, serverCall } from '@/api/server';
import { AdministratorsNotice } from './administrators-notice';

/**
 * Stands on every page of an administrator until each alarm is acknowledged. When the answer cannot be had, the page's own
 * requests fail too and say so.
 */
export async function AlarmBanner({ role }: { role: Me['role'] }) {
  if (!isAdministrator(role)) return null;
  const loaded = await attempt(getLogAlarms(serverCall));
  const openCount = loaded.ok ? loaded.data.openCount : 0;
  if (openCount === 0) return null;
  const t = await getTranslations('auditLog');
  const words = { title: t('banner', { count: openCount }), text: t('bannerText'), go: t('bannerGo') };
  return <AdministratorsNotice tone="bad" {...words} />;
}
