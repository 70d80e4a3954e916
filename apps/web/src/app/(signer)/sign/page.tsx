import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { attempt, serverCall } from '@/api/server';
import { getSigning } from '@/api/signing';
import { SessionEnded } from '@/signer/session-ended';
import { SigningDesk } from '@/signer/signing-desk';
import { GoneLink } from '../_components/gone-link';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signer'))('document') };
}

export default async function SignPage() {
  const loaded = await attempt(getSigning(serverCall));
  if (loaded.ok) return <SigningDesk initial={loaded.data} />;
  if (loaded.problem.status === 401) return <SessionEnded />;
  return <GoneLink problem={loaded.problem} />;
}
