import type { DraftField } from './draft';

/** What the sender called a field: of a button its choice and what it stands for; '' when nothing. */
export function wordsOf({ type, label, group, options }: DraftField): string {
  if (type !== 'radio') return label;
  return [group ?? '', options[0]?.label ?? label].filter((word) => word !== '').join(': ');
}

/** What is filled in, as people read it. */
export function shownValue({ type, value, options }: DraftField): string {
  if (type !== 'dropdown') return value;
  return options.find((option) => option.value === value)?.label ?? value;
}
