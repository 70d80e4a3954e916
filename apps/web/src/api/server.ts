import 'server-only';
import { cookies, headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { env } from '@/config/env';
import { type Call, makeCall } from './call';
import { type Problem, ProblemError } from './problem';

/** Calls the API for the visitor of this request: their cookie and address travel along. GET only. */
export const serverCall: Call = (operation, ...options) =>
  makeCall(env.apiOrigin(), forwardedHeaders)(operation, ...options);

async function forwardedHeaders(): Promise<Record<string, string>> {
  const incoming = await headers();
  const forwarded: Record<string, string> = { cookie: (await cookies()).toString() };
  for (const name of ['x-forwarded-for', 'x-forwarded-proto', 'user-agent']) {
    const value = incoming.get(name);
    if (value) forwarded[name] = value;
  }
  return forwarded;
}

export type Loaded<T> = { ok: true; data: T } | { ok: false; problem: Problem };

/** For pages: signs out strangers, 404s what is not there, and hands any other problem to the page to show. */
export async function load<T>(work: Promise<T>): Promise<Loaded<T>> {
  const loaded = await attempt(work);
  if (!loaded.ok && loaded.problem.status === 401)
    redirect(`/sign-in?next=${encodeURIComponent(await here())}`);
  if (!loaded.ok && loaded.problem.status === 404) notFound();
  return loaded;
}

/** Path of this request, set by the proxy; '/' for prefetches, which pass it by. */
async function here(): Promise<string> {
  return (await headers()).get('x-here') ?? '/';
}

/** Turns a thrown problem into a value; anything else stays thrown. */
export async function attempt<T>(work: Promise<T>): Promise<Loaded<T>> {
  try {
    return { ok: true, data: await work };
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem };
    throw error;
  }
}
