'use client';
import { useTranslations } from 'next-intl';
import type { TemplateRole } from '@/api/templates';
import { TextField } from '@/ui/field';
import { recipientLook } from '@/ui/recipient-look';

export function RoleFields({
  role,
  index,
  faults,
}: {
  role: TemplateRole;
  index: number;
  faults: ReadonlySet<string>;
}) {
  const t = useTranslations();
  const look = recipientLook(index);
  const nameField = `name:${role.id}`;
  const emailField = `email:${role.id}`;
  return (
    <fieldset className="relative min-w-0 overflow-hidden rounded-md border border-line bg-paper/60 py-3 pr-3 pl-6">
      <span
        aria-hidden="true"
        className="absolute inset-y-0 left-0 w-2 border-r"
        style={{ background: look.fill, borderColor: look.ink }}
      />
      <legend className="sr-only">{role.name}</legend>
      <p aria-hidden="true" className="mb-2 text-sm font-medium [overflow-wrap:anywhere]">
        {role.name} <span className="font-normal text-ink-faint">{t(`role.${role.role}`)}</span>
      </p>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={t('templates.personName')}
          name={nameField}
          autoComplete="off"
          maxLength={200}
          error={faults.has(nameField) ? t('templates.nameMissing') : undefined}
        />
        <TextField
          label={t('templates.personEmail')}
          name={emailField}
          type="email"
          autoComplete="off"
          maxLength={254}
          error={faults.has(emailField) ? t('templates.emailMissing') : undefined}
        />
      </div>
    </fieldset>
  );
}
