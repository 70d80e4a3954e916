'use client';
import { clsx } from 'clsx';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';

/** Not modal: the page behind stays readable and scrollable, and focus may leave. */
export function Menu(props: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root modal={false} {...props} />;
}
export const MenuTrigger = Radix.Trigger;
export const MenuRadioGroup = Radix.RadioGroup;

const row = clsx(
  'flex min-h-9 items-center gap-2.5 rounded-sm px-2.5 text-sm outline-none select-none pointer-coarse:min-h-11',
  'data-[highlighted]:bg-accent-soft data-[highlighted]:text-ink data-[disabled]:opacity-50 [&_svg]:size-4',
);

export function MenuSheet({ className, ...rest }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={6}
        collisionPadding={8}
        {...rest}
        className={clsx(
          'rise z-50 min-w-52 rounded-md border border-line bg-sheet p-1 text-ink shadow-float',
          className,
        )}
      />
    </Radix.Portal>
  );
}

export function MenuItem({ className, ...rest }: ComponentProps<typeof Radix.Item>) {
  return <Radix.Item {...rest} className={clsx(row, 'cursor-pointer', className)} />;
}

export function MenuRadioItem({ className, ...rest }: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem
      {...rest}
      className={clsx(row, 'cursor-pointer data-[state=checked]:font-semibold', className)}
    />
  );
}

export function MenuLabel({ className, ...rest }: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label {...rest} className={clsx('px-2.5 pt-2 pb-1 text-xs text-ink-faint', className)} />;
}

export function MenuLine() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}
