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
  const verify = await getTranslations('verify');
  const footer = (
    <>
      <p>{t('signer')}</p>
      <p className="mt-2">
        <a href="/verify" className="text-accent underline underline-offset-4">
          {verify('link')}
        </a>
      </p>
    </>
  );
  return (
    <PlainPage title={t('title')} footer={footer}>
      <p>{t('lead')}</p>
      <SignInForm next={localPath((await searchParams).next)} />
    </PlainPage>
  );
}
