import { useTranslations } from 'next-intl';
import { ProgressBar } from '@/ui/progress';

/** How far the upload is, then what is being checked. */
export function UploadProgress({ name, share }: { name: string; share: number }) {
  const t = useTranslations('newEnvelope');
  const percent = Math.floor(share * 100);
  const words = share < 1 ? t('uploading', { name, percent }) : t('checking', { name });
  return (
    <div role="status" className="rounded-lg border border-line bg-sheet px-6 py-10">
      <p className="mb-3 font-medium [overflow-wrap:anywhere]">{words}</p>
      <span className={share < 1 ? '' : 'breathe block'}>
        <ProgressBar done={percent} total={100} label={words} />
      </span>
      {share < 1 ? null : <p className="mt-4 text-sm text-ink-soft">{t('checkingText')}</p>}
    </div>
  );
}
