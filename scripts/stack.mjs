import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureOsPackages } from './os-packages.mjs';
import { launch } from './processes/launch.mjs';
import { startTimestamps } from './services/timestamps.mjs';
import { appEnvironments, appPrograms } from './stack/app-environment.mjs';
import { build, WEB_SERVER } from './stack/build.mjs';
import { dataDirPath, openDataDir } from './stack/data-dir.mjs';
import { externalServiceProblems, REPLACED_BY } from './stack/external-services.mjs';
import { keepInstanceEnvironment } from './stack/instance-environment.mjs';
import { startLocalServices } from './stack/local-services.mjs';
import { OPENSSL, REDIS, SOFTHSM } from './stack/os-programs.mjs';
import { portPlan, takenPorts } from './stack/port-plan.mjs';
import { prepareInstance } from './stack/prepare-instance.mjs';
import { createProcessSet, LAYERS } from './stack/process-set.mjs';
import { beginRunRecord, isRunning, readRunRecord, stopLeftovers } from './stack/run-record.mjs';
import { instanceSecrets } from './stack/secrets.mjs';
import { runsOwnTimestamps } from './stack/timestamp-environment.mjs';
import { waitUntilReady } from './stack/wait-until-ready.mjs';
import { REPOSITORY } from './toolchain/paths.mjs';

const GATEWAY = join(REPOSITORY, 'scripts/services/gateway/main.mjs');

/**
 * @typedef {{ publicUrl: string, inboxUrl: string | null, login: { email: string, password: string },
 *             dataDir: string, environments: ReturnType<typeof appEnvironments>,
 *             pids: () => Record<string, number>, stop: () => Promise<void> }} RunningStack
 */

/**
 * Starts the whole platform as children of this process: services, token, migrations, build, seed, programs, gateway.
 * Everything is found by `portBase` and `dataDir`, so several stacks may run at once. When a step fails, what was
 * started is stopped again and the error's message is what to show.
 *
 * @param {{ portBase?: number, dataDir?: string, host?: string, publicUrl?: string, env?: NodeJS.ProcessEnv,
 *           durable?: boolean, report?: (line: string) => void, signal?: AbortSignal }} [options]
 *   `durable: false` is for throw-away stacks of tests (PostgreSQL without fsync); `signal` ends a
 *   start that is under way
 * @returns {Promise<RunningStack>}
 */
export async function startStack(options = {}) {
  const { env: given = process.env, durable = true, report = () => {}, signal } = options;
  const host = options.host ?? (given.HOST || 'localhost');
  const ports = portPlan(options.portBase ?? (given.PORT || 3000));
  const publicUrl = options.publicUrl ?? (given.PUBLIC_URL || `http://localhost:${ports.gateway}`);
  const data = openDataDir(options.dataDir ?? dataDirPath(given));
  await refuseSecondStart(data);
  await clearLeftovers(data, report);
  await checkSurroundings({ given, ports });

  const secrets = instanceSecrets(data.secrets);
  const record = beginRunRecord(data.run, { publicUrl, inboxUrl: null, senderEmail: '', dataDir: data.root });
  const processes = createProcessSet({ onStart: record.addProcess, report });
  const stop = async () => {
    await processes.stop();
    record.remove();
  };
  try {
    installPackages(given);
    report('Starting services …');
    const services = await startLocalServices({ given, data, ports, secrets, processes, durable });
    signal?.throwIfAborted();
    await build({ report, signal });
    const environments = appEnvironments({ given, data, ports, publicUrl, secrets, services });
    const { login, token } = await prepareInstance({ environments, data, secrets, report, signal });
    Object.assign(environments.sealer, token);
    keepEnvironment({ data, environments, services, login, secrets });
    if (runsOwnTimestamps(given)) await startOwnTimestamps({ processes, data, ports });
    report('Starting web, api, worker and sealer …');
    await startPrograms({ environments, processes, data, host, ports, publicUrl });
    await waitUntilReady({ origin: localOrigin(host, ports.gateway), processes, logsDir: data.logs, signal });
    record.update({ state: 'ready', inboxUrl: services.inboxUrl, senderEmail: login.email });
    return {
      publicUrl,
      inboxUrl: services.inboxUrl,
      login,
      dataDir: data.root,
      environments,
      pids: processes.pids,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Where this machine itself reaches the gateway. */
function localOrigin(host, port) {
  const everywhere = { localhost: '127.0.0.1', '0.0.0.0': '127.0.0.1', '::': '[::1]' };
  return `http://${everywhere[host] ?? host}:${port}`;
}

async function refuseSecondStart(data) {
  const record = readRunRecord(data.run);
  if (!isRunning(record) || record.pid === process.pid) return;
  throw new Error(
    `Sealwright is already running with this data folder: ${record.publicUrl} (process ${record.pid}). "npm run stop" ends it.`,
  );
}

async function clearLeftovers(data, report) {
  const left = await stopLeftovers(data.run);
  if (left.length > 0) report(`Stopped what an interrupted run had left: ${left.join(', ')}.`);
}

function keepEnvironment({ data, environments, services, login, secrets }) {
  keepInstanceEnvironment(data.run, {
    ...environments.worker,
    ...environments.sealer,
    INBOX_URL: services.inboxUrl ?? undefined,
    SEALWRIGHT_SENDER_EMAIL: login.email,
    SEALWRIGHT_SENDER_PASSWORD_FILE: secrets.file('sender-password'),
  });
}

async function checkSurroundings({ given, ports }) {
  const replaced = Object.entries(REPLACED_BY).filter(([name]) => given[name]);
  const skipped = replaced.flatMap(([, service]) => (service === 'inbox' ? ['inbox', 'smtp'] : [service]));
  if (!runsOwnTimestamps(given)) skipped.push('timestamps');
  const problems = [...(await takenPorts(ports, skipped)), ...(await externalServiceProblems(given))];
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

function installPackages(given) {
  ensureOsPackages([
    ...(given.REDIS_URL ? [] : [REDIS]),
    ...(given.PKCS11_MODULE ? [] : [SOFTHSM]),
    ...(runsOwnTimestamps(given) ? [OPENSSL] : []),
  ]);
}

/** After provisioning: it signs under the development CA. */
async function startOwnTimestamps({ processes, data, ports }) {
  const options = {
    dataDir: data.root,
    listsDir: join(data.ca, 'crl'),
    port: ports.timestamps,
    logFile: join(data.logs, 'timestamps.log'),
  };
  await processes.keepRunning('timestamps', LAYERS.storage, () => startTimestamps(options));
}

async function startPrograms({ environments, processes, data, host, ports, publicUrl }) {
  const run = (name, layer, script, env) => {
    if (!existsSync(script)) throw new Error(`The ${name} process was not built: ${script} is missing.`);
    return processes.keepRunning(name, layer, () =>
      launch({
        command: process.execPath,
        args: [script],
        env,
        cwd: REPOSITORY,
        logFile: join(data.logs, `${name}.log`),
      }),
    );
  };
  await Promise.all([
    ...appPrograms(environments).map(({ name, script, env }) => run(name, LAYERS.programs, script, env)),
    run('web', LAYERS.programs, WEB_SERVER, environments.web),
  ]);
  const { PATH, HOME } = environments.web;
  const origins = {
    API_ORIGIN: `http://127.0.0.1:${ports.api}`,
    WEB_ORIGIN: `http://127.0.0.1:${ports.web}`,
  };
  await run('gateway', LAYERS.door, GATEWAY, {
    PATH,
    HOME,
    ...origins,
    GATEWAY_HOST: host,
    GATEWAY_PORT: String(ports.gateway),
    PUBLIC_URL: publicUrl,
  });
}
