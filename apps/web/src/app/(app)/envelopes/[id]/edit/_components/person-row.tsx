'use client';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { RecipientRole } from '@/api/envelopes';
import type { DraftRecipient } from '@/editor/draft';
import { useEditor } from '@/editor/editor-context';
import { canShift, changePerson, earlier, later, removePerson } from '@/editor/people';
import { Button } from '@/ui/button';
import { SelectField, TextField } from '@/ui/field';
import { recipientLook } from '@/ui/recipient-look';
import { useNotify } from '@/ui/toast';

const roles: readonly RecipientRole[] = ['signer', 'approver', 'copy'];

export function PersonRow({ person, position }: { person: DraftRecipient; position: number }) {
  const t = useTranslations();
  const { change } = useEditor();
  const look = recipientLook(position);
  const title = person.name || t('editor.personNumber', { number: position + 1 });
  const set = (part: Partial<DraftRecipient>, about?: string) =>
    change((draft) => changePerson(draft, person.key, part), about && `${about}:${person.key}`);
  return (
    <fieldset className="relative min-w-0 overflow-hidden rounded-md border border-line bg-paper/60 pt-2 pr-2 pb-3 pl-5">
      <span
        aria-hidden="true"
        className="absolute inset-y-0 left-0 w-2 border-r"
        style={{ background: look.fill, borderColor: look.ink }}
      />
      <legend className="sr-only">{title}</legend>
      <RowTools person={person} title={title} />
      <div className="mt-1 space-y-2 pr-1">
        <TextField
          id={`person-${person.key}-name`}
          label={t('editor.name')}
          value={person.name}
          autoComplete="off"
          maxLength={200}
          onChange={(event) => set({ name: event.target.value }, 'name')}
        />
        <TextField
          id={`person-${person.key}-email`}
          label={t('editor.email')}
          type="email"
          value={person.email}
          autoComplete="off"
          maxLength={254}
          onChange={(event) => set({ email: event.target.value }, 'email')}
        />
        <SelectField
          label={t('editor.role')}
          value={person.role}
          onChange={(event) => set({ role: roles.find((role) => role === event.target.value) ?? 'signer' })}
        >
          {roles.map((role) => (
            <option key={role} value={role}>
              {t(`role.${role}`)}
            </option>
          ))}
        </SelectField>
      </div>
    </fieldset>
  );
}

function RowTools({ person, title }: { person: DraftRecipient; title: string }) {
  const t = useTranslations('editor');
  const { draft, change, undo } = useEditor();
  const notify = useNotify();
  const remove = () => {
    change((now) => removePerson(now, person.key));
    notify(t('removed', { name: title }), undo);
  };
  const tool = (label: string, Icon: typeof X, act: () => void, possible: boolean) => (
    <Button
      kind="quiet"
      size="icon"
      className="!size-8 pointer-coarse:!size-11"
      aria-label={label}
      title={label}
      // Not `disabled`, which would take the focus from whoever has just moved somebody to the end.
      aria-disabled={!possible || undefined}
      onClick={possible ? act : undefined}
    >
      <Icon aria-hidden="true" />
    </Button>
  );
  return (
    <div className="flex items-center">
      <span className="min-w-0 flex-1 truncate text-sm font-medium">{title}</span>
      {tool(
        t('earlier', { name: title }),
        ArrowUp,
        () => change((now) => earlier(now, person.key)),
        canShift(draft.recipients, person.key, -1),
      )}
      {tool(
        t('later', { name: title }),
        ArrowDown,
        () => change((now) => later(now, person.key)),
        canShift(draft.recipients, person.key, 1),
      )}
      {tool(t('remove', { name: title }), X, remove, true)}
    </div>
  );
}
