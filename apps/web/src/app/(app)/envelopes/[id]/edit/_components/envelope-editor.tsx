'use client';
import { useState } from 'react';
import type { Envelope } from '@/api/envelopes';
import type { UploadLimits } from '@/api/upload';
import { draftFrom } from '@/editor/draft';
import { EditorProvider, useEditor } from '@/editor/editor-context';
import { type Autosave, useAutosave } from '@/editor/use-autosave';
import { useDraft } from '@/editor/use-draft';
import { ConflictNotice } from './conflict-notice';
import { DocumentList } from './document-list';
import { DocumentChangesPanel, UploadNotes } from './document-warnings';
import { EditorHeader } from './editor-header';
import { EditorKeys } from './editor-keys';
import { FieldPalette } from './field-palette';
import { FieldPanel } from './field-panel';
import { FoundFields } from './found-fields';
import { PageStack } from './page-stack';
import { PeoplePanel } from './people-panel';
import { ReadinessPanel } from './readiness-panel';
import { SettingsPanel } from './settings-panel';

/** People, pages and readiness side by side; below each other on narrow screens. */
export function EnvelopeEditor({ initial, limits }: { initial: Envelope; limits: UploadLimits }) {
  const [start] = useState(() => draftFrom(initial));
  const desk = useDraft(start);
  const autosave = useAutosave(initial, start, desk.draft);
  return (
    <EditorProvider desk={desk}>
      <EditorKeys />
      <div data-wide className="space-y-4">
        <EditorHeader autosave={autosave} />
        {autosave.state === 'conflict' ? <ConflictNotice autosave={autosave} /> : null}
        <Columns autosave={autosave} limits={limits} />
      </div>
      <Spoken />
    </EditorProvider>
  );
}

function Columns({ autosave, limits }: { autosave: Autosave; limits: UploadLimits }) {
  const side = 'min-w-0 space-y-4 xl:sticky xl:top-[4.4rem] xl:max-h-[calc(100dvh-5rem)] xl:overflow-y-auto';
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[16rem_minmax(0,1fr)] lg:grid-rows-[auto_1fr] xl:grid-cols-[15.5rem_minmax(0,1fr)_15.5rem] xl:grid-rows-[auto] 2xl:grid-cols-[19rem_minmax(0,1fr)_19rem]">
      <div className={side}>
        <DocumentList limits={limits} />
        <PeoplePanel />
        <SettingsPanel />
      </div>
      {/* Before the pages, so that on a narrow screen it is not below a thousand of them. */}
      <div className={`${side} lg:max-xl:row-start-2 xl:[grid-area:1/3]`}>
        <DocumentChangesPanel autosave={autosave} />
        <ReadinessPanel autosave={autosave} />
        <FieldPanel />
        <UploadNotes autosave={autosave} />
      </div>
      <div className="min-w-0 space-y-4 lg:[grid-area:1/2/span_2] xl:[grid-area:1/2]">
        <FoundFields />
        <FieldPalette />
        <PageStack />
      </div>
    </div>
  );
}

function Spoken() {
  const { said } = useEditor();
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}
