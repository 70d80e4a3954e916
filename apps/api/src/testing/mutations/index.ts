import type { Mutations } from './mutation.js';
import { ofAccounts } from './of-accounts.js';
import { ofEnvelopes } from './of-envelopes.js';
import { ofSettings } from './of-settings.js';
import { ofSigning } from './of-signing.js';
import { ofTemplates } from './of-templates.js';

/** Every mutating route of the application. The sweep fails for one that is served and not in here. */
export const mutations: Mutations = {
  ...ofAccounts,
  ...ofEnvelopes,
  ...ofSettings,
  ...ofSigning,
  ...ofTemplates,
};
