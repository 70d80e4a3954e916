import { CircleCheck, CircleDashed, Copy, Eye, Mail, PenLine, XCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { RecipientRole, RecipientStatus } from '@/api/envelopes';
import { Badge } from '@/ui/badge';

const looks = {
  waiting: { tone: 'neutral', icon: CircleDashed },
  invited: { tone: 'blue', icon: Mail },
  opened: { tone: 'blue', icon: Eye },
  consented: { tone: 'blue', icon: PenLine },
  completed: { tone: 'green', icon: CircleCheck },
  declined: { tone: 'red', icon: XCircle },
} as const;

/** Where one person stands. Who only gets a copy has nothing to wait for. */
export function RecipientBadge({ role, status }: { role: RecipientRole; status: RecipientStatus }) {
  const t = useTranslations('recipientStatus');
  if (role === 'copy' && status !== 'completed') {
    return (
      <Badge tone="neutral" icon={Copy}>
        {t('copied')}
      </Badge>
    );
  }
  const { tone, icon } = looks[status];
  return (
    <Badge tone={tone} icon={icon}>
      {t(status)}
    </Badge>
  );
}
