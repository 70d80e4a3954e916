import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getMe } from '@/api/me';
import { load, serverCall } from '@/api/server';
import { EvidenceDesk } from './_components/evidence-desk';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('title') };
}

export default async function AuditedEnvelopePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const me = await load(getMe(serverCall));
  const isAdmin = me.ok && (me.data.role === 'admin' || me.data.role === 'owner');
  return <EvidenceDesk id={id} isAdmin={isAdmin} />;
}
