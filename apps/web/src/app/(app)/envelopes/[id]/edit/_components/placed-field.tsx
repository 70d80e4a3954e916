'use client';
import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import type { KeyboardEvent } from 'react';
import type { PageSize } from '@/api/documents';
import type { DraftField } from '@/editor/draft';
import { useEditor } from '@/editor/editor-context';
import { nudgeOf } from '@/editor/field-geometry';
import { shownValue, wordsOf } from '@/editor/field-words';
import { placedId } from '@/editor/fields';
import { useDragBox } from '@/editor/use-drag-box';
import { percents, useFieldActs } from '@/editor/use-field-acts';
import { fieldIcons } from '@/envelope/field-icon';
import { recipientLook } from '@/ui/recipient-look';

/** A field on its page: drag to move, corner to resize, or all of it by keyboard. */
export function PlacedField({ field, page }: { field: DraftField; page: PageSize }) {
  const t = useTranslations();
  const editor = useEditor();
  const acts = useFieldActs();
  const ownerIndex = editor.draft.recipients.findIndex((person) => person.key === field.recipientKey);
  const look = recipientLook(Math.max(0, ownerIndex));
  const drag = useDragBox(field, page, (box, about) => acts.change(field.localId, { box }, about));
  const selected = editor.selected?.localId === field.localId;
  const name =
    editor.draft.recipients[ownerIndex]?.name || t('editor.personNumber', { number: ownerIndex + 1 });
  const Icon = fieldIcons[field.type];
  const word = wordsOf(field) || t(`fieldType.${field.type}`);
  const need = field.required ? 'required' : 'optional';

  const onKeyDown = (event: KeyboardEvent) => {
    const act = keyAct(event, field, acts, () => editor.select(null));
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <button
      id={placedId(field.localId)}
      type="button"
      aria-label={t('editor.fieldOf', {
        type: word,
        name,
        page: field.pageNumber,
        need,
        ...percents(field.box),
      })}
      aria-describedby="field-help"
      aria-pressed={selected}
      onFocus={() => editor.select(field.localId)}
      onKeyDown={onKeyDown}
      {...drag.move}
      className={clsx(
        'absolute flex cursor-move touch-none items-center justify-center gap-[0.4em] overflow-visible rounded-[3px] border text-[clamp(8px,1.5cqw,13px)] font-medium select-none',
        selected ? 'z-10 ring-2 ring-[#0b6a68] ring-offset-1 ring-offset-white' : '',
        !field.required && 'border-dashed',
        field.type === 'radio' && 'rounded-full!',
      )}
      style={{
        left: `${field.box.x * 100}%`,
        top: `${field.box.y * 100}%`,
        width: `${field.box.width * 100}%`,
        height: `${field.box.height * 100}%`,
        color: look.ink,
        borderColor: look.ink,
        background: look.fill,
      }}
    >
      {field.type === 'checkbox' || field.type === 'radio' ? null : (
        <span
          className="flex max-w-full min-w-0 items-center gap-[0.4em] rounded-[2px] px-[0.4em]"
          style={{ background: look.plain }}
        >
          <Icon className="size-[1.2em] shrink-0" aria-hidden="true" />
          <span className="truncate">{shownValue(field) || word}</span>
        </span>
      )}
      <span
        aria-hidden="true"
        {...drag.resize}
        className={clsx(
          'absolute -right-1.5 -bottom-1.5 size-3 cursor-nwse-resize touch-none rounded-full border-2 border-white bg-[#0b6a68] pointer-coarse:-right-3 pointer-coarse:-bottom-3 pointer-coarse:size-6',
          selected ? '' : 'hidden',
        )}
      />
    </button>
  );
}

type Acts = ReturnType<typeof useFieldActs>;

function keyAct(event: KeyboardEvent, field: DraftField, acts: Acts, leave: () => void): (() => void) | null {
  if (event.ctrlKey || event.metaKey) return null;
  const nudge = nudgeOf(event);
  if (nudge) return () => acts.nudge(field, nudge);
  switch (event.key) {
    case 'Delete':
    case 'Backspace':
      return () => acts.remove(field);
    case 'PageDown':
      return () => acts.toPage(field, field.pageNumber + 1);
    case 'PageUp':
      return () => acts.toPage(field, field.pageNumber - 1);
    case 'Escape':
      return () => {
        leave();
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      };
    default:
      return null;
  }
}
