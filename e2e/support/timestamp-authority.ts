import { stack } from './stack.js';

/** The stack's own authority stops answering, as one behind a broken network does: connections open, nothing comes. */
export function freezeAuthority(): void {
  process.kill(stack.timestampsPid, 'SIGSTOP');
}

export function thawAuthority(): void {
  process.kill(stack.timestampsPid, 'SIGCONT');
}
