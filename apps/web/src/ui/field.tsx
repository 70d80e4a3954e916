import { clsx } from 'clsx';
import { type ComponentProps, type ReactNode, useId } from 'react';

const control = [
  'w-full rounded-md border bg-sheet px-3 text-base sm:text-sm text-ink placeholder:text-ink-faint',
  'min-h-9 pointer-coarse:min-h-11 border-line-strong/70 hover:border-line-strong',
  'aria-invalid:border-red disabled:opacity-60',
].join(' ');

interface FieldProps {
  id?: string;
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  hideLabel?: boolean;
  /** Label beside the control instead of above it. */
  inline?: boolean;
}

interface Wiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

function Frame({
  id: givenId,
  label,
  hint,
  error,
  hideLabel,
  inline,
  className,
  children,
}: FieldProps & { className?: string | undefined; children: (wiring: Wiring) => ReactNode }) {
  const ownId = useId();
  const id = givenId ?? ownId;
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className={clsx('flex', inline ? 'items-center gap-3' : 'flex-col gap-1', className)}>
      <label
        htmlFor={id}
        className={hideLabel ? 'sr-only' : 'shrink-0 text-[0.8125rem] font-medium text-ink-soft'}
      >
        {label}
      </label>
      {children({
        id,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {hint ? (
        <p id={`${id}-hint`} className="text-[0.8125rem] text-ink-faint">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="text-[0.8125rem] font-medium text-red">
          {error}
        </p>
      ) : null}
    </div>
  );
}

export function TextField({
  label,
  hint,
  error,
  hideLabel,
  className,
  ...rest
}: ComponentProps<'input'> & FieldProps) {
  return (
    <Frame
      {...{
        label,
        hint,
        error,
        hideLabel: hideLabel ?? false,
        className,
        ...(rest.id ? { id: rest.id } : {}),
      }}
    >
      {(wiring) => <input {...rest} {...wiring} className={control} />}
    </Frame>
  );
}

export function TextArea({
  label,
  hint,
  error,
  hideLabel,
  className,
  ...rest
}: ComponentProps<'textarea'> & FieldProps) {
  return (
    <Frame
      {...{
        label,
        hint,
        error,
        hideLabel: hideLabel ?? false,
        className,
        ...(rest.id ? { id: rest.id } : {}),
      }}
    >
      {(wiring) => <textarea rows={3} {...rest} {...wiring} className={clsx(control, 'py-2')} />}
    </Frame>
  );
}

export function SelectField({
  label,
  hint,
  error,
  hideLabel,
  inline,
  className,
  ...rest
}: ComponentProps<'select'> & FieldProps) {
  return (
    <Frame
      {...{
        label,
        hint,
        error,
        hideLabel: hideLabel ?? false,
        inline: inline ?? false,
        className,
        ...(rest.id ? { id: rest.id } : {}),
      }}
    >
      {(wiring) => <select {...rest} {...wiring} className={clsx(control, 'pr-8')} />}
    </Frame>
  );
}

export function CheckField({ label, hint, className, ...rest }: ComponentProps<'input'> & FieldProps) {
  return (
    <label className={clsx('flex items-start gap-3 py-1.5 pointer-coarse:min-h-11', className)}>
      <input type="checkbox" {...rest} className="mt-0.5 size-5 shrink-0 accent-accent" />
      <span>
        {label}
        {hint ? <span className="block text-[0.8125rem] text-ink-faint">{hint}</span> : null}
      </span>
    </label>
  );
}
