import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { getLogAlarms } from '@/api/audit-log';
import type { Me } from '@/api/me';
import { attempt, serverCall } from '@/api/server';
import { Callout } from '@/ui/callout';

/**
 * Stands on every page of an administrator until each alarm is acknowledged. When the answer cannot be had, the page's own
 * requests fail too and say so.
 */
export async function AlarmBanner({ role }: { role: Me['role'] }) {
  if (role !== 'owner' && role !== 'admin') return null;
  const loaded = await attempt(getLogAlarms(serverCall));
  const openCount = loaded.ok ? loaded.data.openCount : 0;
  if (openCount === 0) return null;
  const t = await getTranslations('auditLog');
  return (
    <div className="mx-auto mb-5 max-w-6xl">
      <Callout
        tone="bad"
        title={t('banner', { count: openCount })}
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
