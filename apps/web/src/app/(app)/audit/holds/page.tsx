import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AuditHeader } from '../_components/audit-header';
import { HoldsDesk } from './_components/holds-desk';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('holds') };
}

export default function HoldsPage() {
  return (
    <div className="space-y-5">
      <AuditHeader />
      <HoldsDesk />
    </div>
  );
}
