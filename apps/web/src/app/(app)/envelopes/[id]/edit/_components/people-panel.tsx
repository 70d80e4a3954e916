'use client';
import { UserPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEditor } from '@/editor/editor-context';
import { addPerson, stepsOf } from '@/editor/people';
import { Button } from '@/ui/button';
import { Panel } from '@/ui/panel';
import { PersonRow } from './person-row';

/** Who is asked, in which order. */
export function PeoplePanel() {
  const t = useTranslations('editor');
  const { draft, change } = useEditor();
  const steps = stepsOf(draft.recipients);
  const add = () => {
    const added = addPerson(draft);
    change(() => added.draft);
    requestAnimationFrame(() => document.getElementById(`person-${added.key}-name`)?.focus());
  };
  return (
    <Panel title={t('people')}>
      {steps.length === 0 ? <p className="mb-4 text-sm text-ink-soft">{t('peopleEmpty')}</p> : null}
      <ol className="space-y-4">
        {steps.map((step, index) => (
          <li key={step.map((person) => person.key).join()} className="space-y-2">
            {steps.length > 1 || step.length > 1 ? (
              <p className="text-xs font-medium text-ink-faint">
                {t('step', { number: index + 1 })}
                {step.length > 1 ? ` · ${t('sameTime')}` : null}
              </p>
            ) : null}
            {step.map((person) => (
              <PersonRow key={person.key} person={person} position={draft.recipients.indexOf(person)} />
            ))}
          </li>
        ))}
      </ol>
      <Button id="add-person" className="mt-4 w-full" onClick={add}>
        <UserPlus aria-hidden="true" />
        {t('addPerson')}
      </Button>
      {steps.length > 0 && draft.recipients.length > 1 ? (
        <p className="mt-3 text-[0.8125rem] text-ink-faint">{t('orderHint')}</p>
      ) : null}
    </Panel>
  );
}
