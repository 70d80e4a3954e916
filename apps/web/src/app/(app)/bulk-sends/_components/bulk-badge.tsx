import { Ban, CircleCheck, ClipboardCheck, Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { BulkState } from '@/api/bulk';
import { Badge } from '@/ui/badge';

const looks = {
  checked: { tone: 'neutral', icon: ClipboardCheck },
  running: { tone: 'blue', icon: Send },
  finished: { tone: 'green', icon: CircleCheck },
  cancelled: { tone: 'neutral', icon: Ban },
} as const;

export function BulkBadge({ state }: { state: BulkState }) {
  const t = useTranslations('bulk.states');
  return (
    <Badge tone={looks[state].tone} icon={looks[state].icon}>
      {t(state)}
    </Badge>
  );
}
