'use client';
import { clsx } from 'clsx';
import { Check, ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import type { SigningDocument, SigningState } from '@/api/signing';
import { documentHeadingId, goToDocument } from '@/document/document-heading';
import { PageJump } from '@/document/page-jump';
import { isLong } from '@/document/use-page-in-view';
import { countedFields, isAnswered, type Values } from './field-order';
import { useDocumentInView } from './use-document-in-view';

/**
 * Where the reader is among several documents and in a long one, at the top edge of the screen, and the way to any other
 * place. Nothing for a single short one.
 */
export function DocumentJumps({ state, values }: { state: SigningState; values: Values }) {
  const t = useTranslations('signer');
  const place = useTranslations('document');
  const { documents } = state;
  const inView = useDocumentInView(documents.map(({ id }) => id));
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const several = documents.length > 1;
  if (!several && !documents.some(isLong)) return null;
  const at = Math.max(
    0,
    documents.findIndex(({ id }) => id === inView),
  );
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <nav
      aria-label={t('documents')}
      className="sticky top-0 z-20 mx-auto w-full max-w-[52rem] sm:px-1 sm:pt-2"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open) close();
      }}
    >
      <div className="border-y border-line bg-sheet shadow-float sm:rounded-md sm:border">
        <div className="flex min-h-11 items-center gap-3 pr-4">
          {several ? (
            <button
              ref={button}
              type="button"
              aria-expanded={open}
              aria-controls="document-jumps"
              onClick={() => setOpen(!open)}
              className="flex min-h-11 min-w-0 flex-1 items-center gap-3 pl-4 text-left text-sm"
            >
              <span className="shrink-0 font-medium tabular">
                {place('place', { number: at + 1, total: documents.length })}
              </span>
              <span className="min-w-0 flex-1 truncate text-ink-soft">{documents[at]?.name}</span>
              <ChevronDown
                aria-hidden="true"
                className={clsx('size-4 shrink-0 transition-transform', open && 'rotate-180')}
              />
            </button>
          ) : (
            <span className="min-w-0 flex-1 truncate pl-4 text-sm text-ink-soft">{documents[0]?.name}</span>
          )}
          <PageJump documents={documents} />
        </div>
        <ol
          id="document-jumps"
          hidden={!open}
          className="max-h-[50dvh] overflow-y-auto border-t border-line py-1"
        >
          {documents.map((document, index) => (
            <JumpRow
              key={document.id}
              {...{ state, values, document, index }}
              isHere={index === at}
              onJump={() => {
                setOpen(false);
                goToDocument(document.id);
              }}
            />
          ))}
        </ol>
      </div>
    </nav>
  );
}

function JumpRow(props: {
  state: SigningState;
  values: Values;
  document: SigningDocument;
  index: number;
  isHere: boolean;
  onJump: () => void;
}) {
  const t = useTranslations('signer');
  const { document, index, values } = props;
  const counted = countedFields(props.state.fields).filter(({ documentId }) => documentId === document.id);
  const done = counted.filter((field) => isAnswered(field, props.state.fields, values)).length;
  const isDone = counted.length > 0 && done === counted.length;
  return (
    <li>
      <a
        href={`#${documentHeadingId(document.id)}`}
        aria-current={props.isHere ? 'true' : undefined}
        onClick={(event) => {
          event.preventDefault();
          props.onJump();
        }}
        className={clsx(
          'flex min-h-11 items-center gap-3 px-4 py-1.5 text-sm hover:bg-sunken',
          props.isHere && 'bg-sunken',
        )}
      >
        <span className="w-5 shrink-0 text-right tabular text-ink-faint">{index + 1}</span>
        <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{document.name}</span>
        <span className="flex shrink-0 items-center gap-1 text-[0.8125rem] text-ink-soft">
          {isDone ? <Check aria-hidden="true" className="size-4 text-accent" /> : null}
          {t('documentFields', { done, total: counted.length })}
        </span>
      </a>
    </li>
  );
}
