'use client';
import { useTranslations } from 'next-intl';
import type { Template } from '@/api/templates';
import { DocumentLeaves } from '@/envelope/document-leaves';
import { Panel } from '@/ui/panel';

/** The documents with each role's fields. */
export function TemplatePages({ template }: { template: Template }) {
  const t = useTranslations();
  if (template.documents.length === 0) return null;
  const marksOn = (documentId: string, pageNumber: number) =>
    template.fields
      .map((field, position) => ({ field, key: `${position.toString()}` }))
      .filter(({ field }) => field.documentId === documentId && field.pageNumber === pageNumber)
      .map(({ field, key }) => {
        const index = template.roles.findIndex((role) => role.id === field.roleId);
        return {
          key,
          box: field,
          type: field.type,
          label: field.label,
          index,
          who: template.roles[index]?.name ?? '',
        };
      });
  return (
    <Panel title={t('templates.preview')}>
      <DocumentLeaves documents={template.documents} marksOn={marksOn} />
    </Panel>
  );
}
