import type { Messages } from 'next-intl';
import { getMessages } from 'next-intl/server';

/** The namespaces a part of the site needs in the browser; the signer's phone gets none of the sender's words. */
export async function pickMessages(namespaces: readonly (keyof Messages)[]): Promise<Partial<Messages>> {
  const all = await getMessages();
  return Object.fromEntries(namespaces.map((name) => [name, all[name]]));
}
