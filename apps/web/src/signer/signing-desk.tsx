'use client';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import type { SigningState } from '@/api/signing';
import { DeskCard } from './desk-card';
import { DeskPages } from './desk-pages';
import { DocumentJumps } from './document-jumps';
import { Farewell } from './farewell';
import { SessionEnded } from './session-ended';
import { SignerHeader } from './signer-header';
import { type FieldValues, useFieldValues } from './use-field-values';
import { type Guide, useGuide } from './use-guide';
import { usePagesShown } from './use-pages-shown';
import { type SigningActs, useSigningActs } from './use-signing-acts';

/** The signer's whole visit: the documents, and one card at the bottom for the step at hand. */
export function SigningDesk({ initial }: { initial: SigningState }) {
  const acts = useSigningActs(initial);
  const { state } = acts;
  const entries = useFieldValues(state);
  const guide = useGuide(state, entries);
  const ended = [acts.problem, ...Object.values(entries.faults)].some((problem) => problem?.status === 401);
  if (ended) return <SessionEnded />;
  if (state.phase !== 'consent' && state.phase !== 'sign')
    return <Farewell state={state} refresh={acts.refresh} />;
  return <Desk state={state} acts={acts} entries={entries} guide={guide} />;
}

function Desk({
  state,
  acts,
  entries,
  guide,
}: {
  state: SigningState;
  acts: SigningActs;
  entries: FieldValues;
  guide: Guide;
}) {
  const t = useTranslations('signer');
  const pages = useRef<HTMLElement>(null);
  const flushPages = usePagesShown(pages);
  const flush = async () => {
    await Promise.all([flushPages(), entries.flush()]);
  };
  return (
    <div className="flex min-h-dvh flex-col">
      <SignerHeader state={state} />
      <DocumentJumps state={state} values={entries.values} />
      <main
        ref={pages}
        className="flex-1 pt-1 pb-[calc(var(--card-height,12rem)+2rem)]"
        aria-label={t('documentCount', { count: state.documents.length })}
      >
        <DeskPages state={state} entries={entries} guide={guide} />
      </main>
      <DeskCard acts={acts} guide={guide} status={entries.status} flush={flush} />
    </div>
  );
}
