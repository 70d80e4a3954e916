/** Why a container was refused; `message` is a sentence for a person. */
export class CmsRefusal extends Error {}

export function refuse(detail: string): never {
  throw new CmsRefusal(detail);
}

export const UNREADABLE = 'The signature cannot be read.';
