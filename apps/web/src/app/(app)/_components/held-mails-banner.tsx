import { getTranslations } from 'next-intl/server';
import { getHeldMails } from '@/api/held-mails';
import { isAdministrator, type Me } from '@/api/me';
import { attempt, serverCall } from '@/api/server';
import { AdministratorsNotice } from './administrators-notice';

/** Stands on every page of an administrator while no mail leaves: the platform looks well otherwise. */
export async function HeldMailsBanner({ role }: { role: Me['role'] }) {
  if (!isAdministrator(role)) return null;
  const loaded = await attempt(getHeldMails(serverCall));
  if (!loaded.ok || loaded.data.holds.length === 0) return null;
  const t = await getTranslations('restore');
  const words = {
    title: t('banner', { count: loaded.data.waitingCount }),
    text: t('bannerText'),
    go: t('bannerGo'),
  };
  return <AdministratorsNotice tone="warn" {...words} />;
}
