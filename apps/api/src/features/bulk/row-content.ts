import type { FromTemplate, Template } from '../../domain/draft-from-template.js';
import { bulkColumns } from './csv/bulk-columns.js';

/** A row's cells as people for the roles and values for the fields. Missing cells leave what the template has. */
export function peopleAndValues(
  template: Pick<Template, 'roles' | 'fields'>,
  cells: Readonly<Record<string, string>>,
): Pick<FromTemplate, 'recipients' | 'values'> {
  const columns = bulkColumns(template);
  const cellOf = (roleId: string, fills: 'role-name' | 'role-email') => {
    const column = columns.find((one) => one.fills === fills && one.roleId === roleId);
    return (column && cells[column.name]) ?? '';
  };
  const values = columns.flatMap((column) => {
    const cell = cells[column.name];
    return column.fills === 'field' && cell !== undefined ? [[column.valueName, cell] as const] : [];
  });
  return {
    recipients: template.roles.map(({ id }) => ({
      roleId: id,
      name: cellOf(id, 'role-name'),
      email: cellOf(id, 'role-email'),
    })),
    values: Object.fromEntries(values),
  };
}
