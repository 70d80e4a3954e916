import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { attempt, serverCall } from '@/api/server';
import { getSigning } from '@/api/signing';
import { SessionEnded } from '@/signer/session-ended';
import { SigningDesk } from '@/signer/signing-desk';
import { GoneLink } from '../_components/gone-link';

/** Once a request: the title of the page and the page are of one state. */
const loadSigning = cache(() => attempt(getSigning(serverCall)));

export async function generateMetadata(): Promise<Metadata> {
  const loaded = await loadSigning();
  return { title: loaded.ok ? loaded.data.envelope.title : (await getTranslations('signer'))('linkTitle') };
}

export default async function SignPage() {
  const loaded = await loadSigning();
  if (loaded.ok) return <SigningDesk initial={loaded.data} />;
  if (loaded.problem.status === 401) return <SessionEnded />;
  return <GoneLink problem={loaded.problem} />;
}
