import { CircleCheck, Hourglass, XCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ServiceState } from '@/api/platform';
import { Badge } from '@/ui/badge';

const looks = {
  ok: { tone: 'green', icon: CircleCheck },
  waiting: { tone: 'amber', icon: Hourglass },
  failed: { tone: 'red', icon: XCircle },
} as const;

export function ServiceBadge({ state }: { state: ServiceState['state'] }) {
  const t = useTranslations('platform.states');
  return (
    <Badge tone={looks[state].tone} icon={looks[state].icon}>
      {t(state)}
    </Badge>
  );
}
