'use client';
import { useTranslations } from 'next-intl';
import type { Envelope } from '@/api/envelopes';
import { DocumentLeaves } from '@/envelope/document-leaves';
import { Panel } from '@/ui/panel';

/** The documents as they were sent, with whose fields are where. */
export function EnvelopePages({ envelope }: { envelope: Envelope }) {
  const t = useTranslations();
  const { documents } = envelope;
  if (documents.length === 0) return null;
  if (envelope.erasure.documentsErasedAt !== null) {
    return (
      <Panel title={t('envelope.pages')}>
        <p className="text-sm text-ink-soft">{t('erasure.noPages')}</p>
      </Panel>
    );
  }
  return (
    <Panel title={t('envelope.pages')}>
      <DocumentLeaves
        documents={documents}
        marksOn={(documentId, pageNumber) =>
          envelope.fields
            .filter((field) => field.documentId === documentId && field.pageNumber === pageNumber)
            .map((field) => markOf(field, envelope))
        }
      />
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
