'use client';
import { Scale } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type Comparison, compareCheckpoints } from '@/api/audit';
import { browserCall } from '@/api/browser';
import { type Problem, toProblem } from '@/api/problem';
import { Button, TextDownload } from '@/ui/button';
import { Callout } from '@/ui/callout';
import { ErrorState } from '@/ui/error-state';
import { Panel } from '@/ui/panel';
import { ChooseCheckpoint, type ChosenCheckpoint } from './choose-checkpoint';

export function CompareDesk() {
  const t = useTranslations('audit');
  const [pair, setPair] = useState<readonly [ChosenCheckpoint | null, ChosenCheckpoint | null]>([null, null]);
  const [found, setFound] = useState<Comparison | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [first, second] = pair;
  const choose = (next: typeof pair) => {
    setPair(next);
    setFound(null);
    setProblem(null);
  };
  const compare = async () => {
    if (!first || !second) return;
    setBusy(true);
    setProblem(null);
    try {
      setFound(await compareCheckpoints(browserCall, [first.note, second.note]));
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="space-y-5">
      <p className="max-w-prose text-sm text-ink-soft">{t('compareLead')}</p>
      <Panel>
        <div className="grid gap-4 sm:grid-cols-2">
          <ChooseCheckpoint label={t('older')} chosen={first} onChosen={(one) => choose([one, second])} />
          <ChooseCheckpoint label={t('newer')} chosen={second} onChosen={(one) => choose([first, one])} />
        </div>
        <p className="mt-3 text-[0.8125rem] text-ink-faint">{t('compareHint')}</p>
        <Button
          kind="primary"
          className="mt-4"
          disabled={!first || !second}
          busy={busy}
          onClick={() => void compare()}
        >
          <Scale aria-hidden="true" />
          {t('compareGo')}
        </Button>
      </Panel>
      {problem ? <ErrorState problem={problem} onRetry={() => void compare()} /> : null}
      {found ? <Finding found={found} /> : null}
    </div>
  );
}

function Finding({ found }: { found: Comparison }) {
  const t = useTranslations('audit');
  return (
    <Callout
      live
      tone={found.isConsistent ? 'good' : 'bad'}
      title={found.isConsistent ? t('consistent') : t('inconsistent')}
      action={
        found.proof ? (
          <TextDownload
            fileName={`consistency-${found.olderSize}-${found.newerSize}.json`}
            type="application/json"
            text={found.proof}
          >
            {t('proof')}
          </TextDownload>
        ) : null
      }
    >
      {found.sentence}
      {found.proof ? <p className="mt-1 text-[0.8125rem] text-ink-soft">{t('proofHint')}</p> : null}
    </Callout>
  );
}
