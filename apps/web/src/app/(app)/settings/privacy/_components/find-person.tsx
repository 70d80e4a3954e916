'use client';
import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { browserCall } from '@/api/browser';
import { lookForPerson, type Person } from '@/api/privacy';
import { type Problem, toProblem } from '@/api/problem';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';
import { Panel } from '@/ui/panel';
import { useProblemSentence } from '@/ui/problem-sentence';

/** Asks what is held under an address; nothing is changed and nothing lands in an address bar. */
export function FindPerson({
  onFound,
}: {
  onFound: (found: { email: string; person: Person } | null) => void;
}) {
  const t = useTranslations('privacy');
  const sentence = useProblemSentence();
  const [email, setEmail] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const look = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const wanted = email.trim();
      onFound({ email: wanted, person: await lookForPerson(browserCall, wanted) });
    } catch (error) {
      onFound(null);
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title={t('find')}>
      <form onSubmit={look} noValidate className="space-y-3 sm:max-w-xl">
        <TextField
          label={t('email')}
          hint={t('emailHint')}
          error={problem ? sentence(problem) : undefined}
          type="email"
          autoComplete="off"
          spellCheck={false}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Button type="submit" busy={busy} disabled={email.trim() === ''}>
          <Search aria-hidden="true" />
          {t('look')}
        </Button>
      </form>
    </Panel>
  );
}
