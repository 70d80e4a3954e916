'use client';
import { useTranslations } from 'next-intl';
import { pageImageUrl } from '@/api/documents';
import type { Envelope } from '@/api/envelopes';
import { FieldMarks } from '@/envelope/field-marks';
import { PageImage } from '@/ui/page-image';
import { Panel } from '@/ui/panel';

/** The document as it was sent, with whose fields are where. */
export function EnvelopePages({ envelope }: { envelope: Envelope }) {
  const t = useTranslations();
  const [document] = envelope.documents;
  if (!document) return null;
  if (envelope.erasure.documentsErasedAt !== null) {
    return (
      <Panel title={t('envelope.pages')}>
        <p className="text-sm text-ink-soft">{t('erasure.noPages')}</p>
      </Panel>
    );
  }
  return (
    <Panel title={t('envelope.pages')}>
      <div className="space-y-5">
        {document.pages.map((page, index) => (
          <div
            key={`${index.toString()}`}
            className="leaf relative mx-auto max-w-3xl [container-type:inline-size]"
            style={{ aspectRatio: `${page.widthPt} / ${page.heightPt}` }}
          >
            <PageImage
              srcOf={(widthPx) => pageImageUrl(document.id, index + 1, widthPx)}
              size={page}
              alt={t('editor.pageAlt', { number: index + 1, total: document.pageCount })}
              eager={false}
            />
            <FieldMarks
              marks={envelope.fields
                .filter((field) => field.pageNumber === index + 1)
                .map((field) => markOf(field, envelope))}
            />
          </div>
        ))}
      </div>
    </Panel>
  );
}

function markOf(field: Envelope['fields'][number], envelope: Envelope) {
  const index = envelope.recipients.findIndex((person) => person.id === field.recipientId);
  return {
    key: field.id,
    box: field,
    type: field.type,
    label: field.label,
    index,
    who: envelope.recipients[index]?.name ?? '',
  };
}
