import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { OpenDocument } from './_components/open-document';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signer'))('linkTitle') };
}

/** Inert: a mail scanner, a preview or a person may load this as often as they like and nothing changes. */
export default async function LinkPage({ params }: { params: Promise<{ token: string }> }) {
  return <OpenDocument token={(await params).token} />;
}
