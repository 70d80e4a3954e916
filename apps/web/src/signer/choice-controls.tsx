import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { isFilled } from './field-order';
import { controlId, type FieldOnPageProps, faultId, look, reach, writing } from './page-control';

/** A dropdown: the browser's own list, which every finger, keyboard and screen reader knows. */
export function SelectControl({ field, value, fault, name, onValue }: FieldOnPageProps) {
  const t = useTranslations('signer');
  return (
    <label className={clsx('absolute inset-0 block', reach)}>
      <span className="sr-only">{name}</span>
      <select
        id={controlId(field.id)}
        value={typeof value === 'string' ? value : ''}
        required={field.required}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? faultId(field.id) : undefined}
        onChange={(event) => onValue(event.target.value === '' ? null : event.target.value)}
        className={clsx(
          look(isFilled(value), Boolean(fault)),
          'absolute top-1/2 left-0 size-full -translate-y-1/2 truncate px-[0.3em]',
          writing(field),
        )}
      >
        <option value="">{field.label ? t('chooseFor', { label: field.label }) : t('choose')}</option>
        {field.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

/**
 * One button of a choice. All of a choice share a name, so the arrow keys move among them wherever they stand on the page.
 * Where no answer is required, pressing the chosen one again takes it back.
 */
export function RadioControl({ field, value, fault, name, onValue }: FieldOnPageProps) {
  const chosen = value === true;
  return (
    <label className={clsx('absolute inset-0 block', reach)}>
      <span className="sr-only">{name}</span>
      <input
        id={controlId(field.id)}
        type="radio"
        name={`choice-${field.documentId}-${field.group}`}
        checked={chosen}
        required={field.required}
        aria-describedby={fault ? faultId(field.id) : undefined}
        onChange={() => onValue(true)}
        onClick={() => {
          if (chosen && !field.required) onValue(null);
        }}
        className={clsx(
          look(chosen, Boolean(fault)),
          'absolute top-1/2 left-1/2 aspect-square min-h-4 min-w-4 -translate-1/2 appearance-none rounded-full focus-visible:ring-2 focus-visible:ring-white',
          field.width > field.height ? 'h-full' : 'w-full',
          chosen && 'border-[5px] border-[#0b6a68]! bg-white!',
        )}
      />
    </label>
  );
}
