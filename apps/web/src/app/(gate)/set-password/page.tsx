import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SetPassword } from './_components/set-password';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('setPassword'))('title') };
}

export default function SetPasswordPage() {
  return <SetPassword />;
}
