import { cva, type VariantProps } from 'class-variance-authority';
import { LoaderCircle } from 'lucide-react';
import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';

const look = cva(
  [
    'inline-flex items-center justify-center gap-2 rounded-md font-medium select-none whitespace-nowrap',
    'transition-colors disabled:opacity-55 disabled:cursor-not-allowed pointer-coarse:min-h-11',
    'aria-disabled:opacity-55 aria-disabled:cursor-not-allowed [&_svg]:size-4 [&_svg]:shrink-0',
  ],
  {
    variants: {
      kind: {
        primary: 'bg-accent text-on-accent hover:bg-accent-strong',
        secondary: 'border border-line-strong/60 bg-sheet text-ink hover:border-line-strong hover:bg-sunken',
        quiet: 'text-ink-soft hover:bg-sunken hover:text-ink',
        danger: 'border border-red-line bg-sheet text-red hover:bg-red-soft',
      },
      size: {
        sm: 'min-h-8 px-2.5 text-[0.8125rem]',
        md: 'min-h-9 px-3.5 text-sm',
        lg: 'min-h-12 px-5 text-base',
        icon: 'size-9 pointer-coarse:min-w-11',
      },
    },
    defaultVariants: { kind: 'secondary', size: 'md' },
  },
);

type Look = VariantProps<typeof look>;

/** A button that names its act. `busy` keeps its width, shows a wheel and refuses a second press. */
export function Button({
  kind,
  size,
  busy = false,
  className,
  children,
  ...rest
}: ComponentProps<'button'> & Look & { busy?: boolean }) {
  return (
    <button
      type="button"
      {...rest}
      className={look({ kind, size, className })}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
    >
      {busy ? <LoaderCircle className="motion-safe:animate-spin" aria-hidden="true" /> : null}
      {children}
    </button>
  );
}

/** A small text to keep as a file. A link that carries it works at once, also before the page's script has arrived. */
export function TextDownload({
  fileName,
  type,
  text,
  children,
}: {
  fileName: string;
  type: string;
  text: string;
  children: ReactNode;
}) {
  return (
    <a
      href={`data:${type};charset=utf-8,${encodeURIComponent(text)}`}
      download={fileName}
      className={look({ size: 'sm' })}
    >
      {children}
    </a>
  );
}

/** A link that looks like a button, because it leads to the next step. */
export function ButtonLink({ kind, size, className, ...rest }: ComponentProps<typeof Link> & Look) {
  return <Link {...rest} className={look({ kind, size, className })} />;
}
