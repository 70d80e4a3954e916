import { useTranslations } from 'next-intl';
import { probeFacts } from './probe-facts';

/** The attributes the token stated and the exports that were tried, word for word. */
export function ProbeTable({ probe }: { probe: unknown }) {
  const t = useTranslations('sealKey');
  const facts = probeFacts(probe);
  if (facts.length === 0) return null;
  return (
    <details className="mt-6 border-t border-line pt-3">
      <summary className="min-h-9 py-1.5 text-sm font-medium">{t('attributes')}</summary>
      <dl className="mt-2 grid gap-x-8 sm:grid-cols-2">
        {facts.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-4 border-b border-line py-1.5 text-[0.8125rem]">
            <dt className="font-mono text-xs text-ink-soft [overflow-wrap:anywhere]">{name}</dt>
            <dd className="text-right font-mono text-xs [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
