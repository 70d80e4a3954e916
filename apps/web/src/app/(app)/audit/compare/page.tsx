import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AuditHeader } from '../_components/audit-header';
import { CompareDesk } from './_components/compare-desk';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('compare') };
}

export default function ComparePage() {
  return (
    <div className="space-y-5">
      <AuditHeader />
      <CompareDesk />
    </div>
  );
}
