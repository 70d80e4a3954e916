import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { attempt, serverCall } from '@/api/server';
import { lookAtLink } from '@/api/signing';
import { GoneLink } from '../../_components/gone-link';
import { OpenDocument } from './_components/open-document';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signer'))('linkTitle') };
}

/** Inert: a mail scanner, a preview or a person may load this as often as they like and nothing changes. */
export default async function LinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const looked = await attempt(lookAtLink(serverCall, token));
  if (looked.ok) return <OpenDocument token={token} preview={looked.data} />;
  return <GoneLink problem={looked.problem} />;
}
