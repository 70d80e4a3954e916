'use client';
import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import type { CSSProperties } from 'react';
import type { PageSize } from '@/api/documents';
import type { SigningField } from '@/api/signing';
import { RadioControl, SelectControl } from './choice-controls';
import { isFilled } from './field-order';
import { controlId, type FieldOnPageProps, faultId, look, reach } from './page-control';
import { SignatureInk } from './signature-ink';
import { useSignerSentence } from './signer-problem';
import { TextControl } from './text-control';

/** Height of the field in hundredths of the page's width, to size its letters like the page's own. */
const heightCqw = (field: SigningField, page: PageSize) =>
  field.height * (page.heightPt / page.widthPt) * 100;

export function FieldOnPage(props: FieldOnPageProps) {
  const { field, page } = props;
  const style = {
    left: `${field.x * 100}%`,
    top: `${field.y * 100}%`,
    width: `${field.width * 100}%`,
    height: `${field.height * 100}%`,
    '--letters': `${(heightCqw(field, page) * 0.62).toFixed(2)}cqw`,
  } as CSSProperties;
  const sentence = useSignerSentence();
  return (
    <div className="absolute" style={style}>
      <Control {...props} />
      {props.fault ? (
        <p
          id={faultId(field.id)}
          className="absolute top-full left-0 z-20 mt-1 w-max max-w-[min(20rem,80cqw)] rounded-sm bg-[#a0272c] px-2 py-1 text-xs font-medium text-white"
        >
          {sentence(props.fault)}
        </p>
      ) : null}
    </div>
  );
}

function Control(props: FieldOnPageProps) {
  const { field } = props;
  if (field.locked) return <FixedValue {...props} />;
  if (field.type === 'checkbox') return <CheckControl {...props} />;
  if (field.type === 'radio') return <RadioControl {...props} />;
  if (field.type === 'dropdown') return <SelectControl {...props} />;
  if (field.type === 'signature' || field.type === 'initials') return <SignControl {...props} />;
  return <TextControl {...props} />;
}

function CheckControl({ field, value, fault, name, onValue }: FieldOnPageProps) {
  return (
    <label className={clsx('absolute inset-0 grid place-items-center', reach)}>
      <span className="sr-only">{name}</span>
      <input
        id={controlId(field.id)}
        type="checkbox"
        checked={value === true}
        required={field.required}
        aria-describedby={fault ? faultId(field.id) : undefined}
        onChange={(event) => onValue(event.target.checked)}
        className={clsx(
          look(value === true, Boolean(fault)),
          'absolute top-1/2 left-1/2 size-full min-h-4 min-w-4 -translate-1/2 appearance-none checked:bg-[#0b6a68] focus-visible:ring-2 focus-visible:ring-white',
          'checked:bg-[url("data:image/svg+xml,%3Csvg%20xmlns=%27http://www.w3.org/2000/svg%27%20viewBox=%270%200%2016%2016%27%20fill=%27none%27%20stroke=%27white%27%20stroke-width=%272.4%27%3E%3Cpath%20d=%27m3.5%208.5%203%203%206-7%27/%3E%3C/svg%3E")]',
        )}
      />
    </label>
  );
}

function SignControl({ field, value, fault, name, onSign }: FieldOnPageProps) {
  const t = useTranslations('signer');
  const done = isFilled(value);
  return (
    <button
      id={controlId(field.id)}
      type="button"
      onClick={onSign}
      aria-describedby={fault ? faultId(field.id) : undefined}
      className={clsx(look(done, Boolean(fault)), 'absolute inset-0 grid place-items-center', reach)}
    >
      <span className="sr-only">{name}. </span>
      {done && typeof value === 'object' && value !== null ? (
        <SignatureInk value={value} widthCqw={field.width * 100} />
      ) : (
        <span className="truncate px-1 text-[length:clamp(9px,var(--letters),16px)] font-semibold text-[#075250]">
          {field.type === 'initials' ? t('initialHere') : t('signHere')}
        </span>
      )}
    </button>
  );
}

/** What the signer reads but does not write: the sender's own values, and the date the platform will put there. */
function FixedValue({ field, value }: FieldOnPageProps) {
  const t = useTranslations('signer');
  const text = shownText(field, value);
  const spoken = field.type === 'date' ? t('dateNote') : t('fixed', { value: text });
  return (
    <div
      title={spoken}
      className="absolute inset-0 flex items-center overflow-hidden rounded-[3px] border border-dashed border-[#5d6880] bg-white/80 px-[0.4em] text-[length:max(var(--letters),7px)] text-[#45516a]"
    >
      <span className="sr-only">{spoken}</span>
      <span aria-hidden="true" className="truncate">
        {text || (field.type === 'date' ? t('dateShort') : '')}
      </span>
    </div>
  );
}

function shownText({ type, options }: FieldOnPageProps['field'], value: FieldOnPageProps['value']): string {
  if (typeof value === 'boolean') return value ? (type === 'radio' ? '●' : '✓') : '';
  if (typeof value !== 'string') return '';
  return options.find((option) => option.value === value)?.label ?? value;
}
