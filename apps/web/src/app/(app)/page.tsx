import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { countEnvelopes, type EnvelopeQuery, listEnvelopes } from '@/api/envelopes';
import { getMe } from '@/api/me';
import { load, serverCall } from '@/api/server';
import { ErrorState } from '@/ui/error-state';
import { PageHeader } from '@/ui/page-header';
import { FirstSteps } from './_components/first-steps';
import { HomeLists } from './_components/home-lists';
import { NewEnvelopeLink } from './_components/new-envelope-link';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('shell'))('home') };
}

const list = (status: NonNullable<EnvelopeQuery['status']>) =>
  listEnvelopes(serverCall, { status, limit: 6 });

export default async function HomePage() {
  const t = await getTranslations('home');
  const loaded = await load(
    Promise.all([
      getMe(serverCall),
      countEnvelopes(serverCall),
      list('draft'),
      list('attention'),
      list('sent'),
      list('completed'),
    ]),
  );
  if (!loaded.ok) return <ErrorState problem={loaded.problem} />;
  const [me, counts, needs, stuck, moving, finished] = loaded.data;
  const any = Object.values(counts).some((count) => count > 0);
  return (
    <div className="space-y-8">
      <PageHeader
        title={t('title', { name: me.user.name.split(' ')[0] ?? me.user.name })}
        actions={<NewEnvelopeLink />}
      >
        {t('lead')}
      </PageHeader>
      {any ? <HomeLists {...{ counts, needs, stuck, moving, finished }} /> : <FirstSteps />}
    </div>
  );
}
