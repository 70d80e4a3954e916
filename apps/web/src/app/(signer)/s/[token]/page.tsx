import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { attempt, serverCall } from '@/api/server';
import { lookAtLink } from '@/api/signing';
import { LINK_HEADER, readLookedAt } from '@/signer/looked-at-link';
import { GoneLink } from '../../_components/gone-link';
import { OpenDocument } from './_components/open-document';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signer'))('linkTitle') };
}

/** Inert: a mail scanner, a preview or a person may load this as often as they like and nothing changes. */
export default async function LinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  // The proxy has looked already, to set the status.
  const seen = (await headers()).get(LINK_HEADER);
  const looked = seen === null ? await attempt(lookAtLink(serverCall, token)) : readLookedAt(seen);
  if (looked.ok) return <OpenDocument token={token} preview={looked.data} />;
  return <GoneLink problem={looked.problem} />;
}
