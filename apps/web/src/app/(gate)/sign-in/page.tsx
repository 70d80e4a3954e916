import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { localPath } from '@/api/local-path';
import { PlainPage } from '@/ui/plain-page';
import { SignInForm } from './_components/sign-in-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn'))('title') };
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const t = await getTranslations('signIn');
  return (
    <PlainPage title={t('title')} footer={t('signer')}>
      <p>{t('lead')}</p>
      <SignInForm next={localPath((await searchParams).next)} />
    </PlainPage>
  );
}
