'use client';
import { Ban } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type ApiKey, revokeApiKey } from '@/api/api-keys';
import { browserCall } from '@/api/browser';
import { type Problem, toProblem } from '@/api/problem';
import { TimeAgo } from '@/time/time-ago';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { ErrorState } from '@/ui/error-state';
import { Cell } from '@/ui/table';
import { useNotify } from '@/ui/toast';

export function ApiKeyRow({ apiKey, onChanged }: { apiKey: ApiKey; onChanged: () => void }) {
  const t = useTranslations('apiKeys');
  const [asking, setAsking] = useState(false);
  return (
    <tr>
      <Cell>
        <span className="block font-medium [overflow-wrap:anywhere]">{apiKey.name}</span>
        <span className="block text-[0.8125rem] text-ink-faint">
          <code className="font-mono text-xs">{apiKey.prefix}…</code> · {t('created')}{' '}
          <TimeAgo at={apiKey.createdAt} />
        </span>
      </Cell>
      <Cell className="max-w-80 text-[0.8125rem] text-ink-soft max-md:hidden">
        <code className="font-mono text-xs">{apiKey.scopes.join(' ')}</code>
      </Cell>
      <Cell className="whitespace-nowrap text-ink-soft max-sm:hidden">
        {apiKey.lastUsedAt ? <TimeAgo at={apiKey.lastUsedAt} /> : t('never')}
      </Cell>
      <Cell>
        {apiKey.revokedAt ? (
          <Badge tone="neutral" icon={Ban}>
            {t('revokedState')}
          </Badge>
        ) : (
          <Button size="sm" kind="danger" onClick={() => setAsking(true)}>
            {t('revoke')}
            <span className="sr-only">: {apiKey.name}</span>
          </Button>
        )}
        <RevokeDialog apiKey={apiKey} open={asking} onClose={() => setAsking(false)} onRevoked={onChanged} />
      </Cell>
    </tr>
  );
}

function RevokeDialog(props: { apiKey: ApiKey; open: boolean; onClose: () => void; onRevoked: () => void }) {
  const t = useTranslations();
  const notify = useNotify();
  const [problem, setProblem] = useState<Problem | null>(null);
  const revoke = async () => {
    try {
      await revokeApiKey(browserCall, props.apiKey.id);
      notify(t('apiKeys.revoked'));
      props.onRevoked();
      props.onClose();
    } catch (error) {
      setProblem(toProblem(error));
    }
  };
  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => (open ? undefined : props.onClose())}
      title={t('apiKeys.revokeTitle', { name: props.apiKey.name })}
      description={t('apiKeys.revokeText')}
    >
      {problem ? <ErrorState problem={problem} onRetry={() => void revoke()} /> : null}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={props.onClose}>{t('ui.cancel')}</Button>
        <Button kind="danger" onClick={() => void revoke()}>
          {t('apiKeys.revokeGo')}
        </Button>
      </div>
    </Dialog>
  );
}
