'use client';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { browserCall } from '@/api/browser';
import { type ErasureGround, erasePerson, erasureGrounds, type Person } from '@/api/privacy';
import { type Problem, toProblem } from '@/api/problem';
import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { SelectField, TextField } from '@/ui/field';
import { Panel } from '@/ui/panel';
import { useNotify } from '@/ui/toast';

/** The last step: the ground, and the address typed once more. */
export function ErasePersonForm({
  email,
  person,
  textsOf,
  onStarted,
}: {
  email: string;
  person: Person;
  textsOf: ReadonlySet<string>;
  onStarted: () => void;
}) {
  const t = useTranslations('privacy');
  const notify = useNotify();
  const [ground, setGround] = useState<ErasureGround>('consent-withdrawn');
  const [confirm, setConfirm] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const going = person.envelopes.filter((one) => one.obstacles.length === 0).length;
  const typed = confirm.trim().toLowerCase() === email.toLowerCase();
  const erase = async (event: FormEvent) => {
    event.preventDefault();
    if (!typed) return;
    setBusy(true);
    setProblem(null);
    try {
      await erasePerson(browserCall, { email, confirm, ground, textsOf: [...textsOf] });
      notify(t('started'));
      onStarted();
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title={t('eraseTitle')}>
      <form onSubmit={erase} noValidate className="space-y-4 sm:max-w-xl">
        <p className="text-sm text-ink-soft">
          {t('eraseText', { going, staying: person.envelopes.length - going })}
        </p>
        {problem ? <ErrorState problem={problem} onRetry={() => setProblem(null)} /> : null}
        <SelectField
          label={t('ground')}
          value={ground}
          onChange={(event) => setGround(event.target.value as ErasureGround)}
        >
          {erasureGrounds.map((one) => (
            <option key={one} value={one}>
              {t(`grounds.${one}`)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t('confirm', { email })}
          autoComplete="off"
          spellCheck={false}
          value={confirm}
          onChange={(event) => setConfirm(event.target.value)}
        />
        <Button type="submit" kind="danger" busy={busy} disabled={!typed}>
          {t('erase')}
        </Button>
      </form>
    </Panel>
  );
}
