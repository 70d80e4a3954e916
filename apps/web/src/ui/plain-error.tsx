'use client';
import messages from '../../messages/en.json';
import { Button } from './button';
import { PlainPage } from './plain-page';

// Shown when rendering itself failed, so it stands without the translation provider.
const words = messages.ui;

/** The page of last resort. */
export function PlainError({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) {
  return (
    <PlainPage
      title={words.brokenTitle}
      action={
        <Button kind="primary" onClick={onRetry}>
          {words.retry}
        </Button>
      }
    >
      <p>{words.brokenText}</p>
      {digest ? <p className="font-mono text-xs">{words.reference.replace('{digest}', digest)}</p> : null}
    </PlainPage>
  );
}
