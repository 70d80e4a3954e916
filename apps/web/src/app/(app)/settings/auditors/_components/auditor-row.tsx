'use client';
import { Ban, CircleCheck, Clock3, type LucideIcon, MailWarning } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { type AuditorGrant, mailAuditorAgain } from '@/api/auditors';
import { browserCall } from '@/api/browser';
import { toProblem } from '@/api/problem';
import { calendarDay } from '@/time/relative-time';
import { TimeAgo } from '@/time/time-ago';
import { useTimeZone } from '@/time/use-time-zone';
import { Badge, type Tone } from '@/ui/badge';
import { Button } from '@/ui/button';
import { useProblemSentence } from '@/ui/problem-sentence';
import { Cell } from '@/ui/table';
import { useNotify } from '@/ui/toast';
import { EndAuditor } from './end-auditor';
import { ExtendAuditor } from './extend-auditor';

export function AuditorRow({ grant, onChanged }: { grant: AuditorGrant; onChanged: () => void }) {
  const t = useTranslations('auditors');
  return (
    <tr>
      <Cell className="align-top">
        <span className="block font-medium [overflow-wrap:anywhere]">{grant.name}</span>
        <span className="block text-[0.8125rem] text-ink-soft [overflow-wrap:anywhere]">{grant.email}</span>
        <span className="block text-[0.8125rem] text-ink-faint [overflow-wrap:anywhere]">
          {grant.reason}
          {grant.grantedBy ? ` · ${t('grantedBy', { name: grant.grantedBy })}` : null}
        </span>
        <span className="mt-2 flex flex-wrap gap-1.5 sm:hidden">
          <Access grant={grant} />
        </span>
      </Cell>
      <Cell className="align-top whitespace-nowrap max-sm:hidden">
        <span className="flex flex-col items-start gap-1.5">
          <Access grant={grant} />
        </span>
      </Cell>
      <Cell className="align-top">
        {grant.state === 'running' ? <Acts grant={grant} onChanged={onChanged} /> : null}
      </Cell>
    </tr>
  );
}

function Access({ grant }: { grant: AuditorGrant }) {
  const t = useTranslations('auditors');
  const locale = useLocale();
  const timeZone = useTimeZone();
  const day = (at: string) => calendarDay(Date.parse(at), locale, timeZone);
  if (grant.state === 'running') {
    return (
      <>
        <State tone="green" icon={CircleCheck}>
          {t('running', { date: day(grant.expiresAt) })}
        </State>
        <Reached grant={grant} />
      </>
    );
  }
  const isEnded = grant.state === 'ended';
  return (
    <State tone="neutral" icon={isEnded ? Ban : Clock3}>
      {isEnded
        ? t('ended', { date: day(grant.endedAt ?? '') })
        : t('expired', { date: day(grant.expiresAt) })}
    </State>
  );
}

/** How far the invitation came. */
function Reached({ grant: { mail, hasPassword, lastSignInAt } }: { grant: AuditorGrant }) {
  const t = useTranslations('auditors');
  if (mail?.state === 'refused') {
    return (
      <span className="flex flex-col items-start gap-1">
        <State tone="red" icon={MailWarning}>
          {t('mailRefused')}
        </State>
        {mail.detail ? (
          <span className="max-w-64 text-xs whitespace-normal text-ink-soft [overflow-wrap:anywhere]">
            {mail.detail}
          </span>
        ) : null}
      </span>
    );
  }
  if (mail?.state === 'waiting') {
    return (
      <State tone="amber" icon={Clock3}>
        {t('mailWaiting')}
      </State>
    );
  }
  return (
    <span className="text-[0.8125rem] text-ink-faint">
      {hasPassword ? t('hasPassword') : t('mailSent')}
      {lastSignInAt ? (
        <>
          {', '}
          {t('lastSignIn')} <TimeAgo at={lastSignInAt} />
        </>
      ) : null}
    </span>
  );
}

function State({ tone, icon, children }: { tone: Tone; icon: LucideIcon; children: ReactNode }) {
  return (
    <Badge tone={tone} icon={icon}>
      {children}
    </Badge>
  );
}

function Acts({ grant, onChanged }: { grant: AuditorGrant; onChanged: () => void }) {
  const t = useTranslations('auditors');
  const notify = useNotify();
  const sentence = useProblemSentence();
  const [asking, setAsking] = useState<'extend' | 'end' | null>(null);
  const named = <span className="sr-only">: {grant.name}</span>;
  const mailAgain = async () => {
    try {
      await mailAuditorAgain(browserCall, grant.id);
      notify(t('mailAgainDone'));
      onChanged();
    } catch (error) {
      notify(sentence(toProblem(error)));
    }
  };
  return (
    <div className="flex flex-col items-stretch gap-1.5 lg:flex-row lg:justify-end">
      <Button size="sm" onClick={() => setAsking('extend')}>
        {t('extend')}
        {named}
      </Button>
      {grant.hasPassword ? null : (
        <Button size="sm" onClick={() => void mailAgain()}>
          {t('mailAgain')}
          {named}
        </Button>
      )}
      <Button size="sm" kind="danger" onClick={() => setAsking('end')}>
        {t('end')}
        {named}
      </Button>
      <ExtendAuditor
        grant={grant}
        open={asking === 'extend'}
        onClose={() => setAsking(null)}
        onChanged={onChanged}
      />
      <EndAuditor
        grant={grant}
        open={asking === 'end'}
        onClose={() => setAsking(null)}
        onChanged={onChanged}
      />
    </div>
  );
}
