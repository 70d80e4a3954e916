'use client';
import { useTranslations } from 'next-intl';
import { TextField } from '@/ui/field';

/** Whole days up to a hundred years; nothing entered means never. */
export function isReadable(text: string): boolean {
  return text.trim() === '' || (/^\d{1,5}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 36_500);
}

export function toDays(text: string): number | null {
  return text.trim() === '' ? null : Number(text.trim());
}

export function DaysField({
  label,
  hint,
  value,
  onChange,
}: {
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const t = useTranslations('retention');
  const years = isReadable(value) && value.trim() !== '' ? Number(value) / 365 : null;
  return (
    <div className="grid items-end gap-x-4 gap-y-1 sm:grid-cols-[minmax(0,22rem)_1fr]">
      <TextField
        label={label}
        hint={hint}
        error={isReadable(value) ? undefined : t('daysInvalid')}
        inputMode="numeric"
        placeholder={t('never')}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {years !== null && years >= 1 ? (
        <p className="pb-7 text-[0.8125rem] text-ink-faint tabular-nums max-sm:pb-0">
          {t('years', { years: Math.round(years * 10) / 10 })}
        </p>
      ) : null}
    </div>
  );
}
