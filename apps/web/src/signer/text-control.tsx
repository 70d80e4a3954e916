import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import type { ChangeEvent, CompositionEvent, KeyboardEvent } from 'react';
import { firstCharacters, splitCharacters } from './characters';
import { isFilled } from './field-order';
import { controlId, type FieldOnPageProps, faultId, look, reach, writing } from './page-control';

type Writable = HTMLInputElement | HTMLTextAreaElement;

/** Text on one line, on several, or one character to each cell. Never more characters than the field takes. */
export function TextControl(props: FieldOnPageProps) {
  const { field, value, fault, name, onValue, onNext } = props;
  const text = typeof value === 'string' ? value : '';
  const describedBy = [
    fault ? faultId(field.id) : '',
    field.maxLength === null ? '' : `${controlId(field.id)}-room`,
  ];
  const shared = {
    id: controlId(field.id),
    value: text,
    dir: 'auto',
    placeholder: field.comb ? '' : field.label,
    required: field.required,
    'aria-invalid': fault ? true : undefined,
    'aria-describedby': describedBy.filter(Boolean).join(' ') || undefined,
    onChange: (event: ChangeEvent<Writable>) => {
      // Half a syllable of an input method must not be cut: what is too long goes when it is finished.
      const composing = 'isComposing' in event.nativeEvent && event.nativeEvent.isComposing === true;
      onValue(composing ? event.target.value : firstCharacters(event.target.value, field.maxLength));
    },
    onCompositionEnd: (event: CompositionEvent<Writable>) =>
      onValue(firstCharacters(event.currentTarget.value, field.maxLength)),
  };
  const style = clsx(look(isFilled(value), Boolean(fault)), writing(field));
  return (
    <label htmlFor={shared.id} className={clsx('group absolute inset-0 block', reach)}>
      <span className="sr-only">{name}</span>
      {field.multiline ? (
        <textarea
          {...shared}
          enterKeyHint="enter"
          className={clsx(
            style,
            'absolute top-0 left-0 block size-full resize-none p-[0.4em] text-[length:clamp(8px,1.85cqw,16px)]! leading-tight',
            'focus:min-h-24 focus:text-[length:16px]!',
          )}
        />
      ) : (
        <input
          {...shared}
          autoComplete={field.type === 'name' ? 'name' : 'off'}
          enterKeyHint="next"
          onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) onNext();
          }}
          className={clsx(
            style,
            'absolute top-1/2 left-0 size-full -translate-y-1/2 px-[0.4em]',
            field.comb && 'not-focus:text-transparent',
          )}
        />
      )}
      {field.comb && field.maxLength !== null ? <Cells text={text} count={field.maxLength} /> : null}
      {field.maxLength === null ? null : <Room {...props} text={text} most={field.maxLength} />}
    </label>
  );
}

/** What the page will show: equal cells, a character in each. Hidden while it is written. */
function Cells({ text, count }: { text: string; count: number }) {
  const characters = splitCharacters(text);
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute inset-0 flex text-[length:max(var(--letters),7px)] text-[#14213a] group-focus-within:hidden"
    >
      {Array.from({ length: count }, (_, index) => (
        <span
          key={`${index.toString()}`}
          className="grid min-w-0 flex-1 place-items-center border-l border-[#0b6a68]/40 first:border-l-0"
        >
          {characters[index]}
        </span>
      ))}
    </span>
  );
}

/** How many characters there are and may be; seen while writing, and read with the field. */
function Room({ field, fault, text, most }: FieldOnPageProps & { text: string; most: number }) {
  const t = useTranslations('signer');
  return (
    <span
      id={`${controlId(field.id)}-room`}
      className={clsx(
        'pointer-events-none absolute top-full left-0 z-20 mt-4 hidden w-max rounded-sm bg-[#14213a] px-1.5 py-0.5 text-xs text-white tabular',
        !fault && 'group-focus-within:block',
      )}
    >
      {t('room', { count: splitCharacters(text).length, most })}
    </span>
  );
}
