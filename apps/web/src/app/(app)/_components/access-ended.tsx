'use client';
import { LogOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { signOut } from '@/api/auth';
import { Button } from '@/ui/button';
import { PlainPage } from '@/ui/plain-page';

/** What an auditor sees whose time is over: since when, whom to ask, and the way out. */
export function AccessEnded({ sentence }: { sentence: string }) {
  const t = useTranslations();
  const leave = async () => {
    await signOut();
    window.location.assign('/sign-in');
  };
  return (
    <PlainPage
      title={t('audit.endedTitle')}
      action={
        <Button onClick={() => void leave()}>
          <LogOut aria-hidden="true" />
          {t('shell.signOut')}
        </Button>
      }
    >
      <p>{sentence}</p>
    </PlainPage>
  );
}
