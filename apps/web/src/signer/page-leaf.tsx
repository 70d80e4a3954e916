'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { browserCall } from '@/api/browser';
import { getSigningPageText, type SigningState, signingPageUrl } from '@/api/signing';
import { PageImage } from '@/ui/page-image';

/** One page as a picture, the fields over it, and its words underneath for those who cannot see the picture. */
export function PageLeaf({
  document,
  pageNumber,
  children,
}: {
  document: SigningState['document'];
  pageNumber: number;
  children: ReactNode;
}) {
  const t = useTranslations('signer');
  const size = document.pages[pageNumber - 1] ?? { widthPt: 595, heightPt: 842 };
  const { pageCount: total, name } = document;
  return (
    <section
      data-page-number={pageNumber}
      aria-label={t('pageOf', { number: pageNumber, total })}
      className="mx-auto w-full max-w-[52rem]"
    >
      <div
        className="leaf relative [container-type:inline-size]"
        style={{ aspectRatio: `${size.widthPt} / ${size.heightPt}` }}
      >
        <PageImage
          srcOf={(widthPx) => signingPageUrl(pageNumber, widthPx)}
          size={size}
          alt={t('pageAlt', { number: pageNumber, total, name })}
          eager={pageNumber === 1}
        />
        {children}
      </div>
      <div className="flex items-start justify-between gap-4 px-1 pt-2 text-[0.8125rem] text-ink-faint max-sm:px-4">
        <PageText pageNumber={pageNumber} />
        <span className="flex min-h-8 shrink-0 items-center tabular pointer-coarse:min-h-11">
          {t('pageOf', { number: pageNumber, total })}
        </span>
      </div>
    </section>
  );
}

function PageText({ pageNumber }: { pageNumber: number }) {
  const t = useTranslations('signer');
  const [text, setText] = useState<string | null>(null);
  const fetchText = async () => {
    if (text !== null) return;
    try {
      setText((await getSigningPageText(browserCall, pageNumber)).text.trim() || t('pageTextEmpty'));
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
