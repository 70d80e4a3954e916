import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import { initialsOf, recipientLook } from './recipient-look';

/** A person as colour, pattern and initials; the name is for screen readers and on hover. */
export function Avatar({
  name,
  index,
  done = false,
  size = 'md',
}: {
  name: string;
  index: number;
  done?: boolean;
  size?: 'sm' | 'md';
}) {
  const look = recipientLook(index);
  return (
    <span
      title={name}
      className={clsx(
        'relative inline-grid shrink-0 ring-1 ring-sheet place-items-center rounded-full border font-semibold',
        size === 'sm' ? 'size-7 text-[0.625rem]' : 'size-9 text-xs',
      )}
      style={{ color: look.ink, borderColor: look.ink, background: look.fill }}
    >
      <span aria-hidden="true" className="rounded-[2px] px-0.5" style={{ background: look.plain }}>
        {initialsOf(name)}
      </span>
      <span className="sr-only">{name}</span>
      {done ? (
        <span className="absolute -right-1 -bottom-1 grid size-3.5 place-items-center rounded-full bg-green text-sheet ring-1 ring-sheet">
          <Check className="size-2.5" strokeWidth={4} aria-hidden="true" />
        </span>
      ) : null}
    </span>
  );
}
