import { createServer } from 'node:net';

const FIRST = 20_000;
const LAST = 32_000;

/**
 * True when nothing listens on 127.0.0.1:`port` and we may bind it.
 *
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export function isPortFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/**
 * The first of `count` neighbouring free ports. Random start, so that two runs at the same moment seldom meet.
 * Below 32768, where Linux hands out ports for outgoing connections.
 *
 * @param {number} count
 * @returns {Promise<number>}
 */
export async function freePortBase(count) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const base = FIRST + Math.floor(Math.random() * (LAST - FIRST - count));
    const ports = Array.from({ length: count }, (_, offset) => base + offset);
    const free = await Promise.all(ports.map(isPortFree));
    if (free.every(Boolean)) return base;
  }
  throw new Error(`There are no ${count} neighbouring free ports between ${FIRST} and ${LAST}.`);
}
