import type { Mutations } from './mutation.js';
import { ofAccounts } from './of-accounts.js';
import { ofAuditing } from './of-auditing.js';
import { ofAuditors } from './of-auditors.js';
import { ofEnvelopes } from './of-envelopes.js';
import { ofForgetting } from './of-forgetting.js';
import { ofLog } from './of-log.js';
import { ofSettings } from './of-settings.js';
import { ofSigning } from './of-signing.js';
import { ofTemplates } from './of-templates.js';
import { ofUploads } from './of-uploads.js';

/** Every mutating route of the application. The sweep fails for one that is served and not in here. */
export const mutations: Mutations = {
  ...ofAccounts,
  ...ofAuditing,
  ...ofAuditors,
  ...ofLog,
  ...ofEnvelopes,
  ...ofForgetting,
  ...ofSettings,
  ...ofSigning,
  ...ofTemplates,
  ...ofUploads,
};
