'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { browserCall } from '@/api/browser';
import { type Problem, toProblem } from '@/api/problem';
import {
  declareRetention,
  type Retention,
  type RetentionRule,
  type RuleOwner,
  withdrawRetention,
} from '@/api/retention';
import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { CheckField } from '@/ui/field';
import { useNotify } from '@/ui/toast';
import { DaysField, isReadable, toDays } from './days-field';
import { useRuleWords } from './rule-words';

/** Declares the rule of the organisation or of one template; every saving is an event with old and new. */
export function RetentionForm({
  owner,
  rule,
  mayChange,
  onSaved,
}: {
  owner: RuleOwner;
  rule: RetentionRule | null;
  mayChange: boolean;
  onSaved: (retention: Retention) => void;
}) {
  const t = useTranslations('retention');
  const notify = useNotify();
  const words = useRuleWords();
  const [documents, setDocuments] = useState(rule?.documentsAfterDays?.toString() ?? '');
  const [personal, setPersonal] = useState(rule?.personalAfterDays?.toString() ?? '');
  const [locked, setLocked] = useState(rule?.locked ?? false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState<'save' | 'withdraw' | null>(null);
  const readable = isReadable(documents) && isReadable(personal);
  const wanted = { documentsAfterDays: toDays(documents), personalAfterDays: toDays(personal), locked };
  const run = async (act: 'save' | 'withdraw', ask: () => Promise<Retention>) => {
    setBusy(act);
    setProblem(null);
    try {
      onSaved(await ask());
      notify(t('saved'));
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(null);
    }
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (readable) void run('save', () => declareRetention(browserCall, owner, wanted));
  };
  return (
    <form onSubmit={save} noValidate className="space-y-5">
      <p className="text-sm text-ink-soft">{rule === null && owner !== null ? t('inherits') : words(rule)}</p>
      {problem ? <ErrorState problem={problem} onRetry={() => setProblem(null)} /> : null}
      <fieldset disabled={!mayChange} className="min-w-0 space-y-4">
        <DaysField
          label={t('documents')}
          hint={t('documentsHint')}
          value={documents}
          onChange={setDocuments}
        />
        <DaysField label={t('personal')} hint={t('personalHint')} value={personal} onChange={setPersonal} />
        <CheckField
          label={t('locked')}
          hint={t('lockedHint')}
          checked={locked}
          onChange={(event) => setLocked(event.target.checked)}
        />
      </fieldset>
      {mayChange ? (
        <div className="flex flex-wrap justify-end gap-2">
          {rule === null ? null : (
            <Button
              busy={busy === 'withdraw'}
              disabled={busy !== null}
              onClick={() => void run('withdraw', () => withdrawRetention(browserCall, owner))}
            >
              {t(owner === null ? 'withdraw' : 'withdrawTemplate')}
            </Button>
          )}
          <Button type="submit" kind="primary" busy={busy === 'save'} disabled={busy !== null || !readable}>
            {t('save')}
          </Button>
        </div>
      ) : (
        <p className="text-sm text-ink-soft">{t('adminsOnly')}</p>
      )}
    </form>
  );
}
