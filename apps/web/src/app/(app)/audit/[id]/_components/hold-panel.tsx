'use client';
import { Scale } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type AuditedEnvelope, type LegalHold, liftHold, placeHold } from '@/api/audit';
import { browserCall } from '@/api/browser';
import { Moment } from '@/time/moment';
import { Button } from '@/ui/button';
import { Panel } from '@/ui/panel';
import { ReasonDialog } from '@/ui/reason-dialog';
import { useNotify } from '@/ui/toast';

interface Props {
  readonly envelope: AuditedEnvelope;
  readonly holds: readonly LegalHold[];
  readonly isAdmin: boolean;
  readonly onChanged: () => void;
}

/** What keeps the envelope from being erased. Auditors see it; administrators place and lift. */
export function HoldPanel({ envelope, holds, isAdmin, onChanged }: Props) {
  const t = useTranslations('audit');
  const [asking, setAsking] = useState(false);
  const place = async (reason: string) => {
    await placeHold(browserCall, envelope.id, reason);
    onChanged();
  };
  return (
    <Panel title={t('hold')}>
      {holds.length === 0 ? (
        <p className="text-[0.8125rem] text-ink-soft">{t('holdNone')}</p>
      ) : (
        <ul className="space-y-3">
          {holds.map((hold) => (
            <HoldLine key={hold.id} {...{ hold, isAdmin, onChanged }} />
          ))}
        </ul>
      )}
      {isAdmin && envelope.status !== 'draft' ? (
        <Button size="sm" className="mt-3" onClick={() => setAsking(true)}>
          <Scale aria-hidden="true" />
          {t('holdGo')}
        </Button>
      ) : null}
      <ReasonDialog
        open={asking}
        words={{ ...reasonWords(t), title: t('holdTitle'), text: t('holdText'), go: t('holdGo') }}
        onClose={() => setAsking(false)}
        onGiven={place}
      />
    </Panel>
  );
}

function HoldLine({ hold, isAdmin, onChanged }: { hold: LegalHold } & Pick<Props, 'isAdmin' | 'onChanged'>) {
  const t = useTranslations('audit');
  const notify = useNotify();
  const [asking, setAsking] = useState(false);
  const lift = async (reason: string) => {
    await liftHold(browserCall, hold.id, reason);
    notify(t('lifted'));
    onChanged();
  };
  return (
    <li className="flex items-start justify-between gap-3">
      <div className="min-w-0 text-sm">
        <p className="font-medium [overflow-wrap:anywhere]">{hold.reason}</p>
        <p className="text-[0.8125rem] text-ink-faint">
          {hold.placedBy}, <Moment at={hold.placedAt} />
        </p>
      </div>
      {isAdmin ? (
        <Button size="sm" kind="danger" onClick={() => setAsking(true)}>
          {t('lift')}
          <span className="sr-only">: {hold.reason}</span>
        </Button>
      ) : null}
      <ReasonDialog
        open={asking}
        words={{
          ...reasonWords(t),
          title: t('liftTitle'),
          text: t('liftText', { reason: hold.reason }),
          go: t('liftGo'),
        }}
        isDanger
        onClose={() => setAsking(false)}
        onGiven={lift}
      />
    </li>
  );
}

function reasonWords(t: ReturnType<typeof useTranslations<'audit'>>) {
  return { label: t('holdReason'), hint: t('holdReasonHint'), missing: t('holdReasonMissing') };
}
