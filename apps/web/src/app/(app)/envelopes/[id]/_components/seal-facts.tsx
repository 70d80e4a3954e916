'use client';
import { useTranslations } from 'next-intl';
import type { DocumentSeal, SealedFile } from '@/api/envelopes';
import { Moment } from '@/time/moment';
import { Hash } from '@/ui/hash';

/** The level reached and by whom, and how the file grew since it was completed. */
export function SealFacts({ seal }: { seal: DocumentSeal }) {
  const t = useTranslations('envelope');
  const newest = seal.files.at(-1);
  const [first, ...grown] = seal.files;
  if (!newest || !first || !seal.level) return null;
  const owed = seal.target !== null && seal.target !== seal.level;
  return (
    <>
      <div>
        <dt className="text-ink-faint">{t('level')}</dt>
        <dd className="font-medium">
          {owed ? t('levelTarget', { level: seal.level, target: seal.target ?? '' }) : seal.level}
          {newest.authority ? (
            <span className="block font-normal text-ink-soft [overflow-wrap:anywhere]">
              {t('levelStamped', { authority: newest.authority })}
              {newest.timestampedAt ? (
                <>
                  , <Moment at={newest.timestampedAt} />
                </>
              ) : null}
            </span>
          ) : null}
          {seal.renewAt ? (
            <span className="block font-normal text-ink-faint">
              {t.rich('renewAt', { time: () => <Moment at={seal.renewAt ?? ''} shape="day" /> })}
            </span>
          ) : null}
        </dd>
      </div>
      {grown.length > 0 ? <GrownFile first={first} newest={newest} grown={grown} /> : null}
    </>
  );
}

function GrownFile({
  first,
  newest,
  grown,
}: {
  first: SealedFile;
  newest: SealedFile;
  grown: readonly SealedFile[];
}) {
  const t = useTranslations('envelope');
  return (
    <div>
      <dt className="text-ink-faint">{t('sealedNow')}</dt>
      <dd>
        <Hash hex={newest.sha256} />
        <ul className="mt-1.5 text-ink-soft">
          {grown.map((file) => (
            <li key={file.sha256}>
              {t.rich(file.reason === 'renewed' ? 'renewed' : 'grown', {
                level: file.level,
                time: () => <Moment at={file.at} />,
              })}
            </li>
          ))}
        </ul>
        <p className="mt-1 text-ink-faint text-pretty">{t('grownText', { bytes: first.byteSize })}</p>
      </dd>
    </div>
  );
}
