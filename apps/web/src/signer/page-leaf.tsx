'use client';
import { useTranslations } from 'next-intl';
import { memo, type ReactNode, useRef, useState } from 'react';
import { browserCall } from '@/api/browser';
import { getSigningPageText, type SigningDocument, signingPageUrl } from '@/api/signing';
import { pageData } from '@/document/use-page-in-view';
import { PageImage } from '@/ui/page-image';
import { useIsNear } from '@/ui/use-is-near';

/**
 * One page as a picture, the fields over it, and its words underneath for those who cannot see the picture. Drawn anew only
 * when something on it changes: a long document has two thousand.
 */
export const PageLeaf = memo(function PageLeaf({
  document,
  pageNumber,
  eager,
  ofSeveral,
  children,
}: {
  document: SigningDocument;
  pageNumber: number;
  /** The first page of all: whoever arrives waits for it. */
  eager: boolean;
  /** Several documents: each page then says to which it belongs. */
  ofSeveral: boolean;
  children: ReactNode;
}) {
  const t = useTranslations('signer');
  const size = document.pages[pageNumber - 1] ?? { widthPt: 595, heightPt: 842 };
  const { id, pageCount: total, name } = document;
  const place = { number: pageNumber, total, name };
  return (
    <section
      tabIndex={-1}
      {...pageData(id, pageNumber)}
      aria-label={ofSeveral ? t('pageOfDocument', place) : t('pageOf', place)}
      className="mx-auto w-full max-w-[52rem] scroll-mt-16"
    >
      <div
        className="leaf relative [container-type:inline-size]"
        style={{ aspectRatio: `${size.widthPt} / ${size.heightPt}` }}
      >
        <PageImage
          srcOf={(widthPx) => signingPageUrl(id, pageNumber, widthPx)}
          size={size}
          alt={t('pageAlt', place)}
          eager={eager}
        />
        {children}
      </div>
      <PageFoot documentId={id} pageNumber={pageNumber} eager={eager}>
        {t('pageOf', place)}
      </PageFoot>
    </section>
  );
});

/** Keeps its height while it is far from the screen, where there is nothing in it. */
function PageFoot(props: { documentId: string; pageNumber: number; eager: boolean; children: string }) {
  const { documentId, pageNumber } = props;
  const place = useRef<HTMLDivElement>(null);
  const isNear = useIsNear(place, props.eager);
  return (
    <div
      ref={place}
      className="flex min-h-10 items-start justify-between gap-4 px-1 pt-2 text-[0.8125rem] text-ink-faint max-sm:px-4 pointer-coarse:min-h-13"
    >
      {isNear ? (
        <>
          <PageText documentId={documentId} pageNumber={pageNumber} />
          <span className="flex min-h-8 shrink-0 items-center tabular pointer-coarse:min-h-11">
            {props.children}
          </span>
        </>
      ) : null}
    </div>
  );
}

function PageText({ documentId, pageNumber }: { documentId: string; pageNumber: number }) {
  const t = useTranslations('signer');
  const [text, setText] = useState<string | null>(null);
  const fetchText = async () => {
    if (text !== null) return;
    try {
      setText(
        (await getSigningPageText(browserCall, documentId, pageNumber)).text.trim() || t('pageTextEmpty'),
      );
    } catch {
      setText(t('pageTextFailed'));
    }
  };
  return (
    <details onToggle={(event) => (event.currentTarget.open ? void fetchText() : undefined)}>
      <summary className="inline-flex min-h-8 items-center rounded-sm underline-offset-4 hover:underline pointer-coarse:min-h-11">
        {t('pageText', { number: pageNumber })}
      </summary>
      <p aria-live="polite" className="max-w-prose py-2 text-sm whitespace-pre-wrap text-ink">
        {text}
      </p>
    </details>
  );
}
