import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { withoutNpmRun } from './npm-run.mjs';
import { REPOSITORY } from './paths.mjs';
import { hasHeaders } from './provide-tools.mjs';

const NO_TELEMETRY = {
  CHECKPOINT_DISABLE: '1',
  DO_NOT_TRACK: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  SCARF_ANALYTICS: 'false',
};

/**
 * The environment in which every script and tool of the repository runs.
 *
 * @param {import('./provide-tools.mjs').Tools} tools
 * @returns {NodeJS.ProcessEnv}
 */
export function toolchainEnvironment({ node, nodeHome }) {
  const bins = [
    dirname(node),
    join(REPOSITORY, 'node_modules', '.bin'),
    join(REPOSITORY, 'tools', 'node_modules', '.bin'),
  ];
  return {
    ...withoutNpmRun(process.env),
    ...NO_TELEMETRY,
    PATH: [...bins, process.env.PATH].filter(Boolean).join(delimiter),
    NODE: node,
    npm_node_execpath: node,
    // `prisma generate` asks only that the engine's file exists; without it, it would download one.
    PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? trueProgram(),
    // node-gyp compiles against these headers instead of downloading some.
    ...(hasHeaders(nodeHome) ? { npm_config_nodedir: nodeHome } : {}),
  };
}

function trueProgram() {
  return existsSync('/bin/true') ? '/bin/true' : '/usr/bin/true';
}
