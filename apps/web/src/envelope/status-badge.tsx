import { BadgeCheck, Ban, Hourglass, PencilLine, Send, Stamp, XCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { EnvelopeStatus } from '@/api/envelopes';
import { Badge } from '@/ui/badge';

const looks = {
  draft: { tone: 'neutral', icon: PencilLine },
  sent: { tone: 'blue', icon: Send },
  sealing: { tone: 'amber', icon: Stamp },
  completed: { tone: 'green', icon: BadgeCheck },
  declined: { tone: 'red', icon: XCircle },
  voided: { tone: 'neutral', icon: Ban },
  expired: { tone: 'neutral', icon: Hourglass },
} as const;

export function StatusBadge({ status }: { status: EnvelopeStatus }) {
  const t = useTranslations('status');
  const { tone, icon } = looks[status];
  return (
    <Badge tone={tone} icon={icon}>
      {t(status)}
    </Badge>
  );
}
