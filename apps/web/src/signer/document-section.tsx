'use client';
import { useTranslations } from 'next-intl';
import type { SigningDocument, SigningField, SigningState } from '@/api/signing';
import { DocumentHeading, documentLabel } from '@/document/document-heading';
import { FieldOnPage } from './field-on-page';
import { groupOf, isAnswered, isTouchable } from './field-order';
import { FieldOutline } from './field-outline';
import { PageLeaf } from './page-leaf';
import type { FieldValues } from './use-field-values';
import type { Guide } from './use-guide';

interface DocumentSectionProps {
  readonly state: SigningState;
  readonly entries: FieldValues;
  readonly guide: Guide;
  /** All fields of the signer, in reading order. */
  readonly fields: readonly SigningField[];
  readonly document: SigningDocument;
  readonly index: number;
}

/** One document: its heading where there are several, and its pages with the fields on them. */
export function DocumentSection({ document, index, ...desk }: DocumentSectionProps) {
  const t = useTranslations('signer');
  const { state } = desk;
  const ofSeveral = state.documents.length > 1;
  const own = desk.fields.filter((field) => field.documentId === document.id);
  return (
    <section
      aria-labelledby={ofSeveral ? documentLabel(document.id) : undefined}
      data-signing-document={document.id}
    >
      {ofSeveral ? (
        <DocumentHeading
          document={document}
          number={index + 1}
          total={state.documents.length}
          className="mb-3 max-w-[52rem] px-4 sm:mb-4 sm:px-1"
        >
          {t('documentFacts', { pages: document.pageCount })}{' '}
          <span className="font-mono text-xs">{document.fingerprint}</span>
        </DocumentHeading>
      ) : null}
      <div className="space-y-6 sm:space-y-8">
        {document.pages.map((_page, pageIndex) => {
          const here = own.filter((field) => field.pageNumber === pageIndex + 1);
          return (
            <PageLeaf
              key={`${pageIndex.toString()}`}
              document={document}
              pageNumber={pageIndex + 1}
              eager={index === 0 && pageIndex === 0}
              ofSeveral={ofSeveral}
            >
              {/* Not an empty list, which would be a new one each time: a page without fields stays as it was drawn. */}
              {here.length === 0
                ? null
                : here.map((field) => (
                    <DeskField key={field.id} {...desk} document={document} field={field} />
                  ))}
            </PageLeaf>
          );
        })}
      </div>
    </section>
  );
}

/** What a person hears first: of a button the choice it belongs to and what it stands for. */
function nameOf({ type, label, group, options }: SigningField): string {
  if (type !== 'radio') return label;
  return [group, options[0]?.label ?? label].filter(Boolean).join(': ');
}

/** Before consent an outline only; then the control, named so that it can be found without seeing the page. */
function DeskField({
  state,
  entries,
  guide,
  fields,
  document,
  field,
}: Omit<DocumentSectionProps, 'index'> & { readonly field: SigningField }) {
  const t = useTranslations();
  if (state.phase === 'consent') return <FieldOutline field={field} />;
  const touchable = fields.filter(isTouchable);
  const value = entries.values[field.id] ?? null;
  return (
    <FieldOnPage
      field={field}
      page={document.pages[field.pageNumber - 1] ?? { widthPt: 595, heightPt: 842 }}
      value={value}
      fault={entries.faults[field.id]}
      name={t('signer.fieldName', {
        label: nameOf(field) || t(`fieldType.${field.type}`),
        type: t(`fieldType.${field.type}`),
        need: groupOf(field, fields).some(({ required }) => required) ? 'required' : 'optional',
        number: touchable.indexOf(field) + 1,
        total: touchable.length,
        page: field.pageNumber,
        several: state.documents.length > 1 ? 'yes' : 'no',
        document: document.name,
        state: isAnswered(field, fields, entries.values) ? 'done' : 'empty',
      })}
      onValue={(next) => {
        guide.touch(field);
        entries.setValue(field.id, next);
      }}
      onSign={() => guide.openSignature(field)}
      onNext={() => guide.goNext(field.id)}
    />
  );
}
