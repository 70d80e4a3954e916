import { hasActed, mustAct, type Recipient } from './recipient.js';

/** The recipients whose turn it is: everyone of the lowest routing order that has not finished. Empty when all are done. */
export function currentGroup(recipients: readonly Recipient[]): readonly Recipient[] {
  const pending = recipients.filter((recipient) => mustAct(recipient) && !hasActed(recipient));
  const order = Math.min(...pending.map((recipient) => recipient.routingOrder));
  return pending.filter((recipient) => recipient.routingOrder === order);
}

export function isTurnOf(recipients: readonly Recipient[], recipient: Recipient): boolean {
  return currentGroup(recipients).some((one) => one.id === recipient.id);
}

/** Acts done and acts wanted; copies count for neither. */
export function progressOf(recipients: readonly Pick<Recipient, 'role' | 'status'>[]): {
  done: number;
  total: number;
} {
  const acting = recipients.filter(mustAct);
  return {
    done: acting.filter((recipient) => recipient.status === 'completed').length,
    total: acting.length,
  };
}
