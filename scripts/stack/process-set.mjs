import { supervise } from '../processes/supervise.mjs';

/** What is started first is stopped last: nobody loses the service under its feet. */
export const LAYERS = { storage: 0, programs: 1, door: 2 };

/**
 * The processes of one stack.
 *
 * @typedef {ReturnType<typeof createProcessSet>} ProcessSet
 * @param {{ onStart: (name: string, pid: number) => void, report: (line: string) => void }} options
 */
export function createProcessSet({ onStart, report }) {
  /** @type {{ layer: number, supervised: Awaited<ReturnType<typeof supervise>> }[]} */
  const members = [];
  /** Starts that are under way: stopping waits for them, or a service would come up after the last look. */
  const starting = new Set();

  return {
    /**
     * Starts a process and keeps it running until {@link stop}. `first` is what its first start returned.
     */
    keepRunning(name, layer, start) {
      const begun = begin(name, layer, start);
      const settled = begun.catch(() => {}).finally(() => starting.delete(settled));
      starting.add(settled);
      return begun;
    },

    /** The first process that has ended by itself `times` times or more, or null. */
    failing(times) {
      return members.find(({ supervised }) => supervised.crashes() >= times)?.supervised.name ?? null;
    },

    pids: () => Object.fromEntries(members.map(({ supervised }) => [supervised.name, supervised.pid()])),

    /** Stops layer by layer, last started first. */
    async stop() {
      await Promise.all(starting);
      const layers = [...new Set(members.map(({ layer }) => layer))].toSorted((a, b) => b - a);
      for (const layer of layers) {
        await Promise.all(
          members.filter((member) => member.layer === layer).map(({ supervised }) => supervised.stop()),
        );
      }
    },
  };

  async function begin(name, layer, start) {
    let first = null;
    const supervised = await supervise({
      name,
      start: async () => {
        const started = await start();
        first ??= started;
        return started;
      },
      onStart: (pid) => onStart(name, pid),
      onEnd: (reason, pauseMs) =>
        report(
          `${name} ended by itself (${reason}); starting it again in ${pauseMs / 1000} s. Its log: logs/${name}.log`,
        ),
    });
    members.push({ layer, supervised });
    return { supervised, first };
  }
}
