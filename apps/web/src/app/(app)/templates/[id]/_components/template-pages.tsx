'use client';
import { useTranslations } from 'next-intl';
import { pageImageUrl } from '@/api/documents';
import type { Template } from '@/api/templates';
import { FieldMarks } from '@/envelope/field-marks';
import { PageImage } from '@/ui/page-image';
import { Panel } from '@/ui/panel';

/** The document with each role's fields. */
export function TemplatePages({ template }: { template: Template }) {
  const t = useTranslations();
  const [document] = template.documents;
  if (!document) return null;
  const marksOn = (pageNumber: number) =>
    template.fields
      .map((field, position) => ({ field, key: `${position.toString()}` }))
      .filter(({ field }) => field.pageNumber === pageNumber)
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
      <div className="space-y-5">
        {document.pages.map((page, index) => (
          <div
            key={`${index.toString()}`}
            className="leaf relative mx-auto [container-type:inline-size]"
            style={{ aspectRatio: `${page.widthPt} / ${page.heightPt}` }}
          >
            <PageImage
              srcOf={(widthPx) => pageImageUrl(document.id, index + 1, widthPx)}
              size={page}
              alt={t('editor.pageAlt', { number: index + 1, total: document.pageCount })}
              eager={index === 0}
            />
            <FieldMarks marks={marksOn(index + 1)} />
          </div>
        ))}
      </div>
    </Panel>
  );
}
