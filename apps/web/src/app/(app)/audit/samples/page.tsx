import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AuditHeader } from '../_components/audit-header';
import { SampleDesk } from './_components/sample-desk';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('samples') };
}

export default function SamplesPage() {
  return (
    <div className="space-y-5">
      <AuditHeader />
      <SampleDesk />
    </div>
  );
}
