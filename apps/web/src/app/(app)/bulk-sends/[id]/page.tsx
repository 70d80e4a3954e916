import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { type BulkRowState, bulkRowStates, getBulk, listBulkRows } from '@/api/bulk';
import { load, serverCall } from '@/api/server';
import { ErrorState } from '@/ui/error-state';
import { BulkDesk } from './_components/bulk-desk';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('bulk'))('title') };
}

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ state?: string; again?: string }>;
};

const stateOf = (text: string | undefined): BulkRowState | null =>
  bulkRowStates.find((state) => state === text) ?? null;

export default async function BulkSendPage({ params, searchParams }: Props) {
  const [{ id }, search] = await Promise.all([params, searchParams]);
  const filter = stateOf(search.state);
  const loaded = await load(
    Promise.all([getBulk(serverCall, id), listBulkRows(serverCall, id, filter, null)]),
  );
  if (!loaded.ok) return <ErrorState problem={loaded.problem} />;
  const [bulk, rows] = loaded.data;
  return <BulkDesk initial={bulk} firstRows={rows} filter={filter} again={search.again === '1'} />;
}
