import { SetMetadata } from '@nestjs/common';
import type { ApiScope } from './caller.js';

/**
 * Who may use a route. Every route declares one; the process refuses to start when one does not (`policy-check.ts`).
 *
 * - `everyone`: no identity needed; the route protects itself (a secret in the path, a public file, health).
 * - `theSigner`: a signer's cookie, bound to one recipient.
 * - `members(scope)`: anyone of the organisation; an API key needs the scope.
 * - `admins()`: admin or owner in a browser session; API keys never.
 * - `auditors`: who may read the evidence: an auditor whose time runs, admin or owner; browser session only.
 * - `anybodyHere`: like members(null), and auditors whose time runs; tells people who they are.
 */
export type AccessPolicy =
  | { readonly who: 'everyone' }
  | { readonly who: 'signer' }
  | { readonly who: 'member'; readonly scope: ApiScope | null }
  | { readonly who: 'admin' }
  | { readonly who: 'auditor' }
  | { readonly who: 'anybody-here' };

export const POLICY = 'sealwright:policy';

export const Policy = (policy: AccessPolicy): MethodDecorator & ClassDecorator => SetMetadata(POLICY, policy);

export const everyone: AccessPolicy = { who: 'everyone' };
export const theSigner: AccessPolicy = { who: 'signer' };
/** A null scope lets every key of the organisation in. An auditor is no member. */
export const members = (scope: ApiScope | null): AccessPolicy => ({ who: 'member', scope });
export const admins: AccessPolicy = { who: 'admin' };
export const auditors: AccessPolicy = { who: 'auditor' };
export const anybodyHere: AccessPolicy = { who: 'anybody-here' };
