'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { browserCall } from '@/api/browser';
import { type Problem, toProblem } from '@/api/problem';
import {
  declareSealingPolicy,
  type SealingPolicy,
  type SealingSettings,
  type SealLevel,
  timestampChoices,
} from '@/api/sealing-settings';
import { Button } from '@/ui/button';
import { Callout } from '@/ui/callout';
import { ErrorState } from '@/ui/error-state';
import { Panel } from '@/ui/panel';
import { RadioCards } from '@/ui/radio-cards';
import { useNotify } from '@/ui/toast';

/** Declares the policy. A level is asked for only where timestamps are wanted. */
export function PolicyForm({
  policy,
  levels,
  chosen,
  mayChange,
  hasAuthority,
  onSaved,
}: {
  policy: SealingPolicy;
  levels: readonly SealLevel[];
  chosen: boolean;
  mayChange: boolean;
  hasAuthority: boolean;
  onSaved: (settings: SealingSettings) => void;
}) {
  const t = useTranslations('sealing');
  const notify = useNotify();
  const above = levels.filter((level) => level !== 'B-B');
  const [timestamps, setTimestamps] = useState(policy.timestamps);
  const [level, setLevel] = useState<SealLevel>(
    policy.level === 'B-B' ? (above.at(-1) ?? 'B-B') : policy.level,
  );
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const wanted: SealingPolicy = { timestamps, level: timestamps === 'none' ? 'B-B' : level };
  const changed = wanted.timestamps !== policy.timestamps || wanted.level !== policy.level;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      onSaved(await declareSealingPolicy(browserCall, wanted));
      notify(t('saved'));
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title={t('policy')}>
      <form onSubmit={save} className="space-y-5">
        {problem ? <ErrorState problem={problem} onRetry={() => setProblem(null)} /> : null}
        {hasAuthority ? null : (
          <Callout tone="info" title={t('noAuthority')}>
            {t('noAuthorityText')}
          </Callout>
        )}
        {mayChange ? null : <p className="text-sm text-ink-soft">{t('adminsOnly')}</p>}
        <RadioCards
          legend={t('timestamps')}
          name="timestamps"
          value={timestamps}
          disabled={!mayChange}
          onChoose={setTimestamps}
          choices={timestampChoices.map((value) => ({
            value,
            label: t(`choice.${value}.name`),
            hint: t(`choice.${value}.text`),
            disabled: value !== 'none' && !hasAuthority,
          }))}
        />
        {timestamps === 'none' ? null : (
          <RadioCards
            legend={t('level')}
            name="level"
            value={level}
            disabled={!mayChange}
            onChoose={setLevel}
            choices={above.map((value) => ({ value, label: value, hint: t(`levels.${value}`) }))}
          />
        )}
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-[0.8125rem] text-ink-faint">{chosen ? t('holds') : t('default')}</p>
          {mayChange ? (
            <Button type="submit" kind="primary" busy={busy} disabled={!changed}>
              {t('save')}
            </Button>
          ) : null}
        </div>
      </form>
    </Panel>
  );
}
