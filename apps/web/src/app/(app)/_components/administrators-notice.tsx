import Link from 'next/link';
import { Callout } from '@/ui/callout';

/** Stands above every page until what it tells is settled under Settings → Audit log. */
export function AdministratorsNotice({
  tone,
  title,
  text,
  go,
}: {
  tone: 'warn' | 'bad';
  title: string;
  text: string;
  go: string;
}) {
  return (
    <div className="mx-auto mb-5 max-w-6xl">
      <Callout
        tone={tone}
        title={title}
        action={
          <Link
            href="/settings/audit-log"
            className="rounded-sm text-sm font-medium underline underline-offset-2"
          >
            {go}
          </Link>
        }
      >
        {text}
      </Callout>
    </div>
  );
}
