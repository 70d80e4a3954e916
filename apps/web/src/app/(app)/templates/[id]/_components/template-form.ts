import type { Template, TemplateUse } from '@/api/templates';

/** Labels of text fields the sender may fill in beforehand; one label may stand on several fields. */
export function fillableLabels(template: Pick<Template, 'fields'>): readonly string[] {
  const labels = template.fields.filter((field) => field.type === 'text' && field.label !== '');
  return [...new Set(labels.map((field) => field.label))];
}

/** Reads the form as the API wants it; empty values are left out. */
export function readUse(template: Template, data: FormData): TemplateUse {
  const text = (name: string) => String(data.get(name) ?? '').trim();
  const values = fillableLabels(template)
    .map((label) => [label, text(`value:${label}`)] as const)
    .filter(([, value]) => value !== '');
  const title = text('title');
  return {
    ...(title ? { title } : {}),
    recipients: template.roles.map((role) => ({
      roleId: role.id,
      name: text(`name:${role.id}`),
      email: text(`email:${role.id}`),
    })),
    ...(values.length > 0 ? { values: Object.fromEntries(values) } : {}),
  };
}

/** Names of the inputs that keep it from being sent, in their order on the form. A draft may have gaps. */
export function faultsOf(template: Template, use: TemplateUse, sending: boolean): ReadonlySet<string> {
  if (!sending) return new Set();
  return new Set(
    template.roles.flatMap((role) => {
      const person = use.recipients.find((recipient) => recipient.roleId === role.id);
      const name = person?.name ? [] : [`name:${role.id}`];
      const email = /^\S+@\S+\.\S+$/.test(person?.email ?? '') ? [] : [`email:${role.id}`];
      return [...name, ...email];
    }),
  );
}
