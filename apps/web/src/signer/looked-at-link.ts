import { makeCall } from '@/api/call';
import { type Problem, ProblemError } from '@/api/problem';
import { type LinkPreview, lookAtLink } from '@/api/signing';
import { env } from '@/config/env';

/** What a link says before it is opened, or why it opens nothing. */
export type LookedAtLink =
  | { readonly ok: true; readonly data: LinkPreview }
  | { readonly ok: false; readonly problem: Problem };

/** Request header in which the proxy hands the answer to the page: one load of a link is one look at it. */
export const LINK_HEADER = 'x-looked-at-link';

const LINK_PATH = /^\/s\/([^/]+)\/?$/;
/** Of the visitor, for the API's record and its limits. */
const FORWARDED = ['x-forwarded-for', 'x-forwarded-proto', 'user-agent'];

/** Looks at the link whose page is asked for; null for every other page. Changes nothing. */
export async function lookAtPath(path: string, visitor: Headers): Promise<LookedAtLink | null> {
  const token = LINK_PATH.exec(path)?.[1];
  if (token === undefined) return null;
  const forwarded = FORWARDED.flatMap((name) => {
    const value = visitor.get(name);
    return value === null ? [] : [[name, value]];
  });
  const call = makeCall(env.apiOrigin(), () => Promise.resolve(Object.fromEntries(forwarded)));
  try {
    return { ok: true, data: await lookAtLink(call, decodeURIComponent(token)) };
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** The status its page answers with: a dead link is no page (RFC 9110 § 15.5.5, 15.5.11), whatever it shows. */
export function statusOf(looked: LookedAtLink): number {
  if (looked.ok) return 200;
  return looked.problem.status >= 400 ? looked.problem.status : 502;
}

export function writeLookedAt(looked: LookedAtLink): string {
  return Buffer.from(JSON.stringify(looked)).toString('base64url');
}

export function readLookedAt(header: string): LookedAtLink {
  return JSON.parse(Buffer.from(header, 'base64url').toString()) as LookedAtLink;
}
