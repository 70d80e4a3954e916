import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { countEnvelopes, listEnvelopes } from '@/api/envelopes';
import { load, serverCall } from '@/api/server';
import { readFilters } from '@/envelope/list-filters';
import { ErrorState } from '@/ui/error-state';
import { PageHeader } from '@/ui/page-header';
import { NewEnvelopeLink } from '../_components/new-envelope-link';
import { EnvelopeFilters } from './_components/envelope-filters';
import { EnvelopeTable } from './_components/envelope-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('envelopes'))('title') };
}

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function EnvelopesPage({ searchParams }: { searchParams: Search }) {
  const t = await getTranslations('envelopes');
  const search = await searchParams;
  const filters = readFilters({ get: (name) => [search[name]].flat()[0] ?? null });
  const loaded = await load(
    Promise.all([countEnvelopes(serverCall), listEnvelopes(serverCall, { ...filters, limit: 25 })]),
  );
  return (
    <div className="space-y-5">
      <PageHeader title={t('title')} actions={<NewEnvelopeLink />} />
      {loaded.ok ? (
        <>
          <EnvelopeFilters filters={filters} counts={loaded.data[0]} />
          <EnvelopeTable key={`${filters.status}/${filters.q}`} filters={filters} first={loaded.data[1]} />
        </>
      ) : (
        <ErrorState problem={loaded.problem} />
      )}
    </div>
  );
}
