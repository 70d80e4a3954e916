import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { pickMessages } from '@/i18n/pick-messages';

/** Signers load only their own words and none of the sender's libraries. */
export default async function SignerLayout({ children }: { children: ReactNode }) {
  return (
    <NextIntlClientProvider messages={await pickMessages(['signer', 'document', 'fieldType', 'verify'])}>
      {children}
    </NextIntlClientProvider>
  );
}
