'use client';
import { useTranslations } from 'next-intl';
import { useEditor } from '@/editor/editor-context';
import { type FoundItem, newPerson, nobody, rolesOf } from '@/editor/found-items';
import { fieldIcons } from '@/envelope/field-icon';
import { SelectField } from '@/ui/field';

interface TargetProps {
  readonly items: readonly FoundItem[];
  readonly ofRole: (role: string | null) => string;
  readonly targetOf: (item: FoundItem) => string;
  readonly onRole: (role: string | null, target: string) => void;
  readonly onItem: (key: string, target: string) => void;
}

/** Who fills in what was found: for each role at once, or field by field. */
export function FoundTargets({ items, ofRole, targetOf, onRole, onItem }: TargetProps) {
  const t = useTranslations('editor.found');
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        {rolesOf(items).map((role) => (
          <SelectField
            key={role ?? ''}
            label={role === null ? t('whoever') : t('fieldsOf', { role: short(role) })}
            value={ofRole(role)}
            onChange={(event) => onRole(role, event.target.value)}
          >
            <Targets role={role} />
          </SelectField>
        ))}
      </div>
      <details className="mt-3">
        <summary className="inline-flex min-h-8 items-center rounded-sm text-sm text-ink-soft underline-offset-4 hover:underline pointer-coarse:min-h-11">
          {t('oneByOne')}
        </summary>
        <ul className="mt-1 max-h-[22.5rem] divide-y divide-line overflow-y-auto">
          {items.map((item) => (
            <Item
              key={item.key}
              item={item}
              target={targetOf(item)}
              onTarget={(to) => onItem(item.key, to)}
            />
          ))}
        </ul>
      </details>
    </>
  );
}

function Item({
  item,
  target,
  onTarget,
}: {
  item: FoundItem;
  target: string;
  onTarget: (to: string) => void;
}) {
  const t = useTranslations();
  const { draft } = useEditor();
  const [field] = item.fields;
  if (!field) return null;
  const Icon = fieldIcons[field.type];
  const word = (field.type === 'radio' ? field.group : field.label) || t(`fieldType.${field.type}`);
  const document = draft.documents.length > 1 && draft.documents.find(({ id }) => id === item.documentId);
  const place = [
    t('editor.found.place', { page: field.pageNumber, count: item.fields.length }),
    ...(item.role === null ? [] : [t('editor.found.ofRole', { role: short(item.role) })]),
    ...(document ? [document.name] : []),
  ].join(' · ');
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <Icon className="size-4 shrink-0 text-ink-faint" aria-hidden="true" />
      <span className="min-w-0 flex-1 basis-40 text-sm [overflow-wrap:anywhere]">
        {short(word)} <span className="text-ink-faint">{place}</span>
      </span>
      <SelectField
        label={t('editor.found.whoFor', {
          field: document ? `${short(word)}, ${document.name}` : short(word),
        })}
        hideLabel
        className="w-full sm:w-44"
        value={target}
        onChange={(event) => onTarget(event.target.value)}
      >
        <Targets role={item.role} />
      </SelectField>
    </li>
  );
}

function Targets({ role }: { role: string | null }) {
  const t = useTranslations('editor');
  const { draft } = useEditor();
  return (
    <>
      {draft.recipients.map((person, index) =>
        person.role === 'copy' ? null : (
          <option key={person.key} value={person.key}>
            {person.name || t('personNumber', { number: index + 1 })}
          </option>
        ),
      )}
      <option value={newPerson(role)}>{t('found.newPerson')}</option>
      <option value={nobody}>{t('found.leaveOut')}</option>
    </>
  );
}

const LONGEST = 80;
const short = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
