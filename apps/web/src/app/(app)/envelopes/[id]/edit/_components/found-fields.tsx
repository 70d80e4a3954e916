'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useEditor } from '@/editor/editor-context';
import { placedId } from '@/editor/fields';
import { type FoundItem, firstTargets, rolesOf, takeOver, unusedItems } from '@/editor/found-items';
import { useHandled } from '@/editor/use-handled';
import { Button } from '@/ui/button';
import { Panel } from '@/ui/panel';
import { FoundTargets } from './found-targets';

/** What the uploaded files themselves ask people to fill in, to be taken over all at once, or left. */
export function FoundFields() {
  const t = useTranslations('editor.found');
  const { draft } = useEditor();
  const { documents } = draft;
  const [isHandled, setHandled] = useHandled(documents.map(({ id }) => id).join());
  const items = unusedItems(draft, documents);
  const count = items.flatMap(({ fields }) => fields).length;
  if (count === 0) return null;
  if (isHandled) {
    return (
      <p className="flex flex-wrap items-center justify-between gap-2 px-1 text-[0.8125rem] text-ink-faint">
        {t('left', { count })}
        <Button size="sm" kind="quiet" onClick={() => setHandled(false)}>
          {t('show')}
        </Button>
      </p>
    );
  }
  return <Offer items={items} count={count} onDone={() => setHandled(true)} />;
}

function Offer({ items, count, onDone }: { items: readonly FoundItem[]; count: number; onDone: () => void }) {
  const t = useTranslations('editor.found');
  const editor = useEditor();
  const [byRole, setByRole] = useState<ReadonlyMap<string | null, string>>(new Map());
  const [byItem, setByItem] = useState<ReadonlyMap<string, string>>(new Map());
  const firsts = firstTargets(rolesOf(items), editor.draft.recipients);
  const ofRole = (role: string | null) => byRole.get(role) ?? firsts.get(role) ?? '';
  const targetOf = (item: FoundItem) => byItem.get(item.key) ?? ofRole(item.role);
  const chosen = items.filter((item) => targetOf(item) !== '').flatMap(({ fields }) => fields).length;
  const add = () => {
    const { draft, added } = takeOver(editor.draft, items, targetOf);
    editor.change(() => draft);
    editor.say(t('added', { count: added.length }));
    onDone();
    const [first] = added;
    if (first) requestAnimationFrame(() => document.getElementById(placedId(first.localId))?.focus());
  };
  return (
    <Panel
      title={t('title', {
        count,
        kind: kindOf(items),
        files: new Set(items.map(({ documentId }) => documentId)).size,
      })}
    >
      <p className="mb-3 text-sm text-ink-soft">{t('text')}</p>
      <FoundTargets
        items={items}
        ofRole={ofRole}
        targetOf={targetOf}
        onRole={(role, target) => setByRole(new Map([...byRole, [role, target]]))}
        onItem={(key, target) => setByItem(new Map([...byItem, [key, target]]))}
      />
      <div className="mt-4 flex flex-wrap gap-2">
        <Button id="found-fields-add" disabled={chosen === 0} onClick={add}>
          {t('add', { count: chosen })}
        </Button>
        <Button kind="quiet" onClick={onDone}>
          {t('skip')}
        </Button>
      </div>
    </Panel>
  );
}

function kindOf(items: readonly FoundItem[]): 'form' | 'tag' | 'both' {
  const sources = new Set(items.flatMap(({ fields }) => fields.map(({ source }) => source)));
  return sources.size > 1 ? 'both' : ([...sources][0] ?? 'form');
}
