import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { getHeldMails } from '@/api/held-mails';
import type { Me } from '@/api/me';
import { attempt, serverCall } from '@/api/server';
import { Callout } from '@/ui/callout';

/** Stands on every page of an administrator while no mail leaves: the platform looks well otherwise. */
export async function HeldMailsBanner({ role }: { role: Me['role'] }) {
  if (role !== 'owner' && role !== 'admin') return null;
  const loaded = await attempt(getHeldMails(serverCall));
  if (!loaded.ok || loaded.data.holds.length === 0) return null;
  const t = await getTranslations('restore');
  return (
    <div className="mx-auto mb-5 max-w-6xl">
      <Callout
        tone="warn"
        title={t('banner', { count: loaded.data.waitingCount })}
        action={
          <Link
            href="/settings/audit-log"
            className="rounded-sm text-sm font-medium underline underline-offset-2"
          >
            {t('bannerGo')}
          </Link>
        }
      >
        {t('bannerText')}
      </Callout>
    </div>
  );
}
