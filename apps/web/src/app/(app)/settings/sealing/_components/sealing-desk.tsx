'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { browserCall } from '@/api/browser';
import type { SealKey } from '@/api/platform';
import { toProblem } from '@/api/problem';
import { getSealingSettings, type SealingSettings } from '@/api/sealing-settings';
import { ErrorState } from '@/ui/error-state';
import { AuthorityList } from './authority-list';
import { KeySummary } from './key-summary';
import { PolicyForm } from './policy-form';

const refreshMs = 5_000;

/** What seals carry, who is asked for it, and with which key. The authorities' state refreshes by itself. */
export function SealingDesk({
  initial,
  sealKey,
  mayChange,
}: {
  initial: SealingSettings;
  sealKey: SealKey | null;
  mayChange: boolean;
}) {
  const client = useQueryClient();
  const settings = useQuery({
    queryKey: ['sealing-settings'],
    queryFn: () => getSealingSettings(browserCall),
    initialData: initial,
    refetchInterval: refreshMs,
  });
  const { policy, levels, authorities, chosen } = settings.data;
  return (
    <div className="space-y-5">
      {settings.error ? (
        <ErrorState problem={toProblem(settings.error)} onRetry={() => void settings.refetch()} />
      ) : null}
      <PolicyForm
        // Somebody else's change must not be overwritten by what stands in this form.
        key={`${policy.timestamps} ${policy.level}`}
        {...{ policy, levels, chosen, mayChange }}
        hasAuthority={authorities.length > 0}
        onSaved={(saved) => client.setQueryData(['sealing-settings'], saved)}
      />
      <AuthorityList authorities={authorities} />
      <KeySummary sealKey={sealKey} />
    </div>
  );
}
