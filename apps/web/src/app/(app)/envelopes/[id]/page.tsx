import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { getEnvelope, listEvents } from '@/api/envelopes';
import { load, serverCall } from '@/api/server';
import { ErrorState } from '@/ui/error-state';
import { EnvelopeDesk } from './_components/envelope-desk';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('shell'))('envelopes') };
}

export default async function EnvelopePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const loaded = await load(Promise.all([getEnvelope(serverCall, id), listEvents(serverCall, id)]));
  if (!loaded.ok) return <ErrorState problem={loaded.problem} />;
  const [envelope, events] = loaded.data;
  if (envelope.status === 'draft') redirect(`/envelopes/${id}/edit`);
  return <EnvelopeDesk initial={envelope} events={events.items} />;
}
