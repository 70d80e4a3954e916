'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserCall } from '@/api/browser';
import { getHeldMails, type HeldMailKind, type HeldMails, settleHeldMails } from '@/api/held-mails';
import { Moment } from '@/time/moment';
import { Button } from '@/ui/button';
import { Panel } from '@/ui/panel';
import { ReasonDialog } from '@/ui/reason-dialog';
import { useNotify } from '@/ui/toast';

interface Decision {
  readonly what: 'release' | 'discard';
  /** Null: all of them. */
  readonly kind: HeldMailKind | null;
}

/** Stands there only after a restore: what waits, why, and what becomes of it. */
export function HeldMailsPanel() {
  const t = useTranslations('restore');
  const held = useQuery({
    queryKey: ['held-mails'],
    queryFn: () => getHeldMails(browserCall),
    refetchInterval: 10_000,
  });
  const [decision, setDecision] = useState<Decision | null>(null);
  const { data } = held;
  if (!data || data.holds.length === 0) return null;
  return (
    <Panel
      title={t('heldTitle')}
      actions={
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => setDecision({ what: 'discard', kind: null })}>{t('discardAll')}</Button>
          <Button onClick={() => setDecision({ what: 'release', kind: null })}>{t('releaseAll')}</Button>
        </div>
      }
    >
      <div className="space-y-4 text-sm">
        <p className="max-w-2xl text-ink-soft">{t('heldText')}</p>
        <ul className="space-y-1">
          {data.holds.map(({ detail, heldAt }) => (
            <li key={`${heldAt} ${detail}`} className="[overflow-wrap:anywhere]">
              {detail}{' '}
              <span className="text-ink-faint">
                {t.rich('since', { time: () => <Moment at={heldAt} /> })}
              </span>
            </li>
          ))}
        </ul>
        <WaitingList waiting={data.waiting} onChoose={setDecision} />
      </div>
      {decision ? <DecideMails decision={decision} onClose={() => setDecision(null)} /> : null}
    </Panel>
  );
}

function WaitingList({
  waiting,
  onChoose,
}: Pick<HeldMails, 'waiting'> & { onChoose: (decision: Decision) => void }) {
  const t = useTranslations('restore');
  if (waiting.length === 0) return <p className="text-ink-soft">{t('nothingWaits')}</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {waiting.map(({ kind, count, oldestAt }) => (
        <li key={kind} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
          <div className="min-w-0 flex-1 basis-56">
            <p className="font-medium">{t(`kind.${kind}`, { count })}</p>
            <p className="text-[0.8125rem] text-ink-faint">
              {t.rich('oldest', { time: () => <Moment at={oldestAt} /> })}
            </p>
          </div>
          <div className="flex gap-2">
            <Button onClick={() => onChoose({ what: 'discard', kind })}>{t('discard')}</Button>
            <Button onClick={() => onChoose({ what: 'release', kind })}>{t('release')}</Button>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** With a reason, which is recorded with the decision. */
function DecideMails({ decision: { what, kind }, onClose }: { decision: Decision; onClose: () => void }) {
  const t = useTranslations('restore');
  const client = useQueryClient();
  const notify = useNotify();
  const send = async (reason: string) => {
    const next = await settleHeldMails(browserCall, what, reason, kind === null ? undefined : [kind]);
    client.setQueryData(['held-mails'], next);
    notify(t(what === 'release' ? 'released' : 'discarded'));
  };
  const words = {
    title: t(what === 'release' ? 'releaseTitle' : 'discardTitle'),
    text: t(what === 'release' ? 'releaseText' : 'discardText'),
    label: t('reason'),
    missing: t('reasonMissing'),
    go: t(what === 'release' ? 'release' : 'discard'),
  };
  return (
    <ReasonDialog
      open
      words={words}
      isDanger={what === 'discard'}
      maxLength={2_000}
      onClose={onClose}
      onGiven={send}
    />
  );
}
