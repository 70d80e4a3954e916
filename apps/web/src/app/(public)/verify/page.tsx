import '@sealwright/verifier/page.css';
import { VerifyDesk } from '@sealwright/verifier/page';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Wordmark } from '@/ui/mark';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('verify');
  return { title: t('title'), description: t('description') };
}

/**
 * Open to everybody. The check runs in the browser, and the page's Content Security Policy (proxy.ts) forbids it every
 * connection; so its links are plain ones: the router would have to fetch.
 */
export default async function VerifyPage() {
  const t = await getTranslations('verify');
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="border-b border-line px-5 py-3 sm:px-8">
        <a href="/" className="inline-block rounded-sm text-ink no-underline">
          <Wordmark />
        </a>
      </header>
      <main className="flex-1 px-4 py-8 sm:px-8 sm:py-10">
        <VerifyDesk />
      </main>
      <footer className="mx-auto w-full max-w-[46rem] px-4 pb-8 text-[0.8125rem] text-ink-soft sm:px-8 lg:px-0">
        {t('offline')}{' '}
        <a href="/verifier.html" download className="text-accent underline underline-offset-4">
          {t('offlineDownload')}
        </a>
      </footer>
    </div>
  );
}
