import { isPortFree } from '../processes/free-ports.mjs';

const OFFSETS = { gateway: 0, web: 1, api: 2, inbox: 3, smtp: 4, postgres: 5, redis: 6, timestamps: 7 };
const PURPOSES = {
  gateway: 'the platform itself',
  web: 'the web process',
  api: 'the api process',
  inbox: 'the mail inbox',
  smtp: 'the mail inbox (SMTP)',
  postgres: 'PostgreSQL',
  redis: 'Redis',
  timestamps: 'the local timestamp authority',
};
const HIGHEST_BASE = 65_535 - Math.max(...Object.values(OFFSETS));

/** How many neighbouring ports one stack uses. */
export const PORTS_PER_STACK = Object.keys(OFFSETS).length;

/**
 * The ports of a stack whose public port is `wanted`.
 *
 * @param {number | string} wanted
 * @returns {Record<keyof typeof OFFSETS, number>}
 */
export function portPlan(wanted) {
  const base = Number(wanted);
  if (!Number.isInteger(base) || base < 1 || base > HIGHEST_BASE) {
    throw new Error(`PORT must be a number from 1 to ${HIGHEST_BASE}; it is "${wanted}".`);
  }
  return Object.fromEntries(Object.entries(OFFSETS).map(([name, offset]) => [name, base + offset]));
}

/**
 * One sentence for each port of `plan` that another program holds; `skipped` are the ports of services that are not
 * started here because an external one is used.
 *
 * @returns {Promise<string[]>}
 */
export async function takenPorts(plan, skipped = []) {
  const wanted = Object.entries(plan).filter(([name]) => !skipped.includes(name));
  const free = await Promise.all(wanted.map(([, port]) => isPortFree(port)));
  return wanted
    .filter((_, position) => !free[position])
    .map(
      ([name, port]) =>
        `Port ${port} (for ${PURPOSES[name]}) is taken by another program. Stop it, or choose other ports: PORT=${suggestion(plan)} npm start.`,
    );
}

function suggestion(plan) {
  return plan.gateway + 1_000 <= HIGHEST_BASE ? plan.gateway + 1_000 : 4_000;
}
