import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { readSearch, searchAddress } from '@/audit/search-query';
import { AuditHeader } from './_components/audit-header';
import { SearchDesk } from './_components/search-desk';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('title') };
}

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function AuditPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const fields = readSearch({ get: (name) => [search[name]].flat()[0] ?? null });
  return (
    <div className="space-y-5">
      <AuditHeader />
      <SearchDesk key={searchAddress(fields)} fields={fields} />
    </div>
  );
}
