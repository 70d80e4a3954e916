import { FileCheck2 } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { verifierAddress } from '@/api/audit';
import { getMe } from '@/api/me';
import { load, serverCall } from '@/api/server';
import { Moment } from '@/time/moment';
import { PageHeader } from '@/ui/page-header';
import { AuditTabs } from './audit-tabs';

/** Title of every part of the audit room: until when one may read, and the verifier to take along. */
export async function AuditHeader() {
  const t = await getTranslations('audit');
  const me = await load(getMe(serverCall));
  const until = me.ok ? me.data.auditsUntil : null;
  return (
    <div className="space-y-4">
      <PageHeader title={t('title')} actions={<VerifierLink name={t('verifier')} hint={t('verifierHint')} />}>
        {t('lead')}{' '}
        {until ? (
          <span className="whitespace-nowrap">
            {t('until')} <Moment at={until} />.
          </span>
        ) : null}
      </PageHeader>
      <AuditTabs />
    </div>
  );
}

function VerifierLink({ name, hint }: { name: string; hint: string }) {
  return (
    <a
      href={verifierAddress}
      download="verifier.html"
      title={hint}
      className="inline-flex min-h-9 items-center gap-2 rounded-md border border-line-strong/60 bg-sheet px-3.5 text-sm font-medium hover:border-line-strong hover:bg-sunken pointer-coarse:min-h-11"
    >
      <FileCheck2 className="size-4" aria-hidden="true" />
      {name}
    </a>
  );
}
