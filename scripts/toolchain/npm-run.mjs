/**
 * `env` without what `npm run` added to it: its own prefix, log level and flags would steer the npm and pnpm inside
 * (`npm run --silent` would silence their error messages). What the person set themselves, such as a registry, stays.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutNpmRun(env) {
  const fromNpmRun =
    /^npm_(package_|lifecycle_|command$|config_(local_prefix|global_prefix|prefix|omit|loglevel)$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !fromNpmRun.test(name)));
}
