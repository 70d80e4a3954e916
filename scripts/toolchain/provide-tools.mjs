import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BootstrapError } from './bootstrap-error.mjs';
import { withoutNpmRun } from './npm-run.mjs';
import { REPOSITORY } from './paths.mjs';
import { runQuietly } from './run-quietly.mjs';
import { oncePerInput } from './stamp.mjs';

const OLDEST_NODE = [22, 13];
const TOOLS = join(REPOSITORY, 'tools');

/** @typedef {{ node: string, pnpm: string, nodeHome: string }} Tools */

/**
 * Installs tools/ (the pinned pnpm, and Node from npm when the host's cannot serve) and says where they are.
 *
 * @returns {Tools}
 */
export function provideTools() {
  const ownNode = needsOwnNode(process.versions.node, hasHeaders(dirname(dirname(process.execPath))));
  installTools(ownNode);
  const node = ownNode
    ? join(TOOLS, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
    : process.execPath;
  if (!existsSync(node)) {
    throw new BootstrapError(
      `Sealwright needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.version}, and npm has no Node for ${process.platform}-${process.arch}. Install a current Node LTS and start again.`,
    );
  }
  return {
    node,
    pnpm: join(TOOLS, 'node_modules', 'pnpm', 'bin', 'pnpm.cjs'),
    nodeHome: dirname(dirname(node)),
  };
}

/**
 * The host's Node is used when it is new enough and, on Linux, comes with its C headers: the PKCS#11 binding is
 * compiled, and headers from anywhere else than npm would be a download the machine may not be allowed to make.
 *
 * @param {string} version for example "22.13.0"
 * @param {boolean} hostHasHeaders
 */
export function needsOwnNode(version, hostHasHeaders, platform = process.platform) {
  const [major, minor] = version.split('.').map(Number);
  const isOld = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  return isOld || (platform === 'linux' && !hostHasHeaders);
}

/** @param {string} nodeHome */
export function hasHeaders(nodeHome) {
  return existsSync(join(nodeHome, 'include', 'node', 'node_api.h'));
}

function installTools(ownNode) {
  const stamp = join(TOOLS, 'node_modules', '.sealwright-tools');
  oncePerInput(stamp, [join(TOOLS, 'package-lock.json'), ownNode ? 'with node' : 'pnpm only'], () => {
    console.error(
      ownNode
        ? 'Installing the toolchain: pnpm and Node 24, from npm …'
        : 'Installing the toolchain: pnpm, from npm …',
    );
    runQuietly('npm', ['ci', '--ignore-scripts', ...(ownNode ? [] : ['--omit=optional'])], {
      cwd: TOOLS,
      env: withoutNpmRun(process.env),
      failure: 'npm could not install the toolchain (tools/). Check that the npm registry can be reached.',
    });
  });
}
