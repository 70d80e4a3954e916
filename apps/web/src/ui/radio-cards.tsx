import { clsx } from 'clsx';
import { useId } from 'react';

export interface RadioChoice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint: string;
  readonly disabled?: boolean;
}

/** A choice of one, each with a sentence on what it means. Plain radio buttons: arrow keys move, the legend is read first. */
export function RadioCards<Value extends string>({
  legend,
  name,
  value,
  choices,
  disabled = false,
  columns = 3,
  onChoose,
}: {
  legend: string;
  name: string;
  value: Value;
  choices: readonly RadioChoice<Value>[];
  disabled?: boolean;
  /** On wide screens. */
  columns?: 2 | 3;
  onChoose: (value: Value) => void;
}) {
  const id = useId();
  return (
    <fieldset disabled={disabled} className="min-w-0">
      <legend className="mb-2 text-[0.8125rem] font-medium text-ink-soft">{legend}</legend>
      <div className={clsx('grid gap-2', columns === 3 ? 'lg:grid-cols-3' : 'sm:grid-cols-2')}>
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={clsx(
              'flex min-w-0 items-start gap-3 rounded-md border border-line-strong/60 p-3 has-checked:border-accent has-checked:bg-sunken',
              'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
              disabled || choice.disabled ? 'opacity-60' : 'cursor-pointer hover:border-line-strong',
            )}
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              disabled={choice.disabled}
              onChange={() => onChoose(choice.value)}
              aria-labelledby={`${id}-${choice.value}-name`}
              aria-describedby={`${id}-${choice.value}`}
              className="mt-0.5 size-4.5 shrink-0 accent-accent"
            />
            <span className="min-w-0">
              <span id={`${id}-${choice.value}-name`} className="block text-sm font-medium">
                {choice.label}
              </span>
              <span
                id={`${id}-${choice.value}`}
                className="mt-0.5 block text-[0.8125rem] text-ink-soft text-pretty"
              >
                {choice.hint}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
