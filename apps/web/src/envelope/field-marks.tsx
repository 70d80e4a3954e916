import { useTranslations } from 'next-intl';
import type { FieldBox, FieldType } from '@/api/envelopes';
import { recipientLook } from '@/ui/recipient-look';

export interface FieldMark {
  readonly key: string;
  readonly box: FieldBox;
  readonly type: FieldType;
  readonly label: string;
  /** Position of its person, for colour and pattern. */
  readonly index: number;
  readonly who: string;
}

/** Fields shown on a page, not edited: a list, so that they can be read out. */
export function FieldMarks({ marks }: { marks: readonly FieldMark[] }) {
  const t = useTranslations('fieldType');
  if (marks.length === 0) return null;
  return (
    <ul>
      {marks.map(({ key, box, type, label, index, who }) => {
        const look = recipientLook(Math.max(0, index));
        return (
          <li
            key={key}
            title={`${label || t(type)} · ${who}`}
            className="absolute flex items-center justify-center overflow-hidden rounded-[3px] border text-[clamp(7px,1.4cqw,12px)]"
            style={{
              left: `${box.x * 100}%`,
              top: `${box.y * 100}%`,
              width: `${box.width * 100}%`,
              height: `${box.height * 100}%`,
              color: look.ink,
              borderColor: look.ink,
              background: look.fill,
            }}
          >
            <span className="truncate rounded-[2px] px-1" style={{ background: look.plain }}>
              {label || t(type)} <span className="sr-only">{who}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
