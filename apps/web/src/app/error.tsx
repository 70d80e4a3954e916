'use client';
import { PlainError } from '@/ui/plain-error';

export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <PlainError digest={error.digest} onRetry={reset} />;
}
