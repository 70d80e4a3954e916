import { join } from 'node:path';
import { REPOSITORY } from '../toolchain/paths.mjs';
import { runStep } from './run-step.mjs';

const PRISMA = join(REPOSITORY, 'prisma');
const CLI = join(REPOSITORY, 'apps/cli/dist/main.js');
const SENDER_EMAIL = 'sender@sealwright.localhost';

/**
 * Brings database and token to where the programs can start: roles, migrations, key and certificates, first account.
 * Every step may run again and changes nothing that is already there.
 *
 * @returns {Promise<{ login: { email: string, password: string }, token: Record<string, string> }>} the sender's login,
 *   and the variables by which the sealer finds its token and certificates
 */
export async function prepareInstance({ environments, data, secrets, report, signal }) {
  report('Preparing database and token …');
  const { admin, provisioning } = environments;
  const login = { email: SENDER_EMAIL, password: secrets.value('sender-password') };
  const step = (args, env, failure) => runStep(args, { env, failure, signal });

  const [token] = await Promise.all([provisionToken(), prepareDatabase()]);
  return { login, token };

  async function prepareDatabase() {
    await step([join(PRISMA, 'provision.mjs')], admin, 'The database roles could not be created.');
    await step(
      [join(PRISMA, 'migrate.mjs'), 'deploy'],
      admin,
      'The database could not be brought up to date.',
    );
    // Before anything is served: an older database must not bring back people who were erased.
    await step([join(PRISMA, 'reapply-erasures.mjs')], admin, 'The erasure list could not be applied.');
    const seed = { ...admin, SEED_EMAIL: login.email, SEED_PASSWORD: login.password };
    await step([join(PRISMA, 'seed.mjs')], seed, 'The first account could not be created.');
  }

  async function provisionToken() {
    const args = [CLI, 'token', 'provision', '--data', data.root];
    return JSON.parse(await step(args, provisioning, 'The token could not be prepared.')).environment;
  }
}
