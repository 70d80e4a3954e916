'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { goToPage, isLong, usePageInView } from './use-page-in-view';

interface JumpDocument {
  readonly id: string;
  readonly pageCount: number;
}

/** Which page of a long document is looked at, and the way to any other by its number. Nothing where all are short. */
export function PageJump({ documents }: { documents: readonly JumpDocument[] }) {
  const hasLong = documents.some(isLong);
  const inView = usePageInView(hasLong ? documents.map(({ id }) => id).join() : '');
  const document = documents.find(({ id }) => id === inView?.documentId) ?? documents[0];
  if (!hasLong || !document) return null;
  return (
    <NumberField
      total={document.pageCount}
      current={inView?.pageNumber ?? 1}
      onGo={(pageNumber) => goToPage({ documentId: document.id, pageNumber })}
    />
  );
}

function NumberField(props: { total: number; current: number; onGo: (pageNumber: number) => void }) {
  const t = useTranslations('document');
  const { total, current, onGo } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const go = () => {
    const wanted = Number(typed);
    if (typed !== null && Number.isInteger(wanted) && wanted >= 1) onGo(Math.min(wanted, total));
    setTyped(null);
  };
  return (
    <form
      className="flex shrink-0 items-center gap-1.5 text-[0.8125rem] whitespace-nowrap text-ink-soft tabular"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <span aria-hidden="true">{t('page')}</span>
      <input
        inputMode="numeric"
        enterKeyHint="go"
        autoComplete="off"
        aria-label={t('goToPage', { total })}
        value={typed ?? current}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => setTyped(null)}
        className="rounded-sm border border-line-strong/60 bg-sheet px-1 py-0.5 text-center text-ink pointer-coarse:min-h-11"
        style={{ width: `${String(total).length + 2}ch` }}
      />
      <span aria-hidden="true">{t('ofPages', { total })}</span>
    </form>
  );
}
