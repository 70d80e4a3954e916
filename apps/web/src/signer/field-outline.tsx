import { useTranslations } from 'next-intl';
import type { SigningField } from '@/api/signing';

/** Where a field will be, shown while the terms are not yet agreed to. */
export function FieldOutline({ field }: { field: SigningField }) {
  const t = useTranslations('fieldType');
  return (
    <span
      className="absolute rounded-[3px] border border-dashed border-[#0b6a68] bg-[#dff1ee]/60"
      style={{
        left: `${field.x * 100}%`,
        top: `${field.y * 100}%`,
        width: `${field.width * 100}%`,
        height: `${field.height * 100}%`,
      }}
    >
      <span className="sr-only">{field.label || t(field.type)}</span>
    </span>
  );
}
