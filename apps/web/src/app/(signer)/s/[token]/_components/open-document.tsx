'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserCall } from '@/api/browser';
import { type Problem, toProblem } from '@/api/problem';
import { type LinkPreview, openSession, recordOpening } from '@/api/signing';
import { useSignerSentence } from '@/signer/signer-problem';
import { Button } from '@/ui/button';
import { GoneLink } from '../../../_components/gone-link';
import { LinkIntro } from './link-intro';

/** What the button leads to. */
function wordOf({ asked, sealed }: LinkPreview) {
  if (sealed) return 'linkOpenSealed';
  return asked ? 'linkOpen' : 'linkOpenDone';
}

/** The one button: exchanges the link for a session and records that a person opened the document. */
export function OpenDocument({ token, preview }: { token: string; preview: LinkPreview }) {
  const t = useTranslations('signer');
  const sentence = useSignerSentence();
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const open = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const state = await openSession(browserCall, token);
      if (state.phase === 'consent' || state.phase === 'sign') await recordOpening(browserCall);
      // Replaced, so that "back" does not return to an address that holds a secret.
      router.replace('/sign');
    } catch (error) {
      setProblem(toProblem(error));
      setBusy(false);
    }
  };
  if (problem && problem.status >= 400 && problem.status < 500 && problem.status !== 429) {
    return <GoneLink problem={problem} />;
  }
  return (
    <LinkIntro preview={preview}>
      <Button kind="primary" size="lg" busy={busy} className="max-sm:w-full" onClick={() => void open()}>
        {t(wordOf(preview), { count: preview.documentCount })}
      </Button>
      <p role="alert" className="basis-full text-sm font-medium text-red empty:hidden">
        {problem ? sentence(problem) : ''}
      </p>
    </LinkIntro>
  );
}
