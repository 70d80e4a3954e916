'use client';
import { Link2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Envelope, Recipient } from '@/api/envelopes';
import { Button } from '@/ui/button';
import { RevealLink } from './reveal-link';

export function CopyLinkButton({
  envelope,
  person,
  onRevealed,
}: {
  envelope: Envelope;
  person: Recipient;
  onRevealed: () => void;
}) {
  const t = useTranslations('revealLink');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="sm"
        kind="quiet"
        title={t('buttonName', { name: person.name })}
        onClick={() => setOpen(true)}
      >
        <Link2 aria-hidden="true" />
        {t('button')}
        <span className="sr-only">: {person.name}</span>
      </Button>
      {open ? (
        <RevealLink
          envelope={envelope}
          person={person}
          onRevealed={onRevealed}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
