import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { getEnvelope } from '@/api/envelopes';
import { load, serverCall } from '@/api/server';
import { getUploadLimits } from '@/api/upload';
import { ErrorState } from '@/ui/error-state';
import { EnvelopeEditor } from './_components/envelope-editor';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('editor'))('title') };
}

export default async function EditPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const [loaded, limits] = await Promise.all([
    load(getEnvelope(serverCall, id)),
    load(getUploadLimits(serverCall)),
  ]);
  if (!loaded.ok) return <ErrorState problem={loaded.problem} />;
  if (loaded.data.status !== 'draft') redirect(`/envelopes/${id}`);
  if (!limits.ok) return <ErrorState problem={limits.problem} />;
  return <EnvelopeEditor initial={loaded.data} limits={limits.data} />;
}
