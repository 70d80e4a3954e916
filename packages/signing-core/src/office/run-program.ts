import { type ChildProcess, spawn } from 'node:child_process';

export interface ProgramRun {
  readonly program: string;
  readonly args: readonly string[];
  /** Home, working folder and place for temporary files. */
  readonly folder: string;
  readonly wallMs: number;
}

export interface RunningProgram {
  /** `ended` says nothing about success: LibreOffice answers 0 also when it wrote nothing. */
  readonly outcome: Promise<'ended' | 'out-of-time' | 'not-started'>;
  kill(): void;
}

const LIMITS = { cpuSeconds: 60, dataKibibytes: 2 * 1024 * 1024, fileBytes: 200 * 1024 * 1024 };
/** The shell counts files in these. */
const BLOCK_BYTES = 512;
/** When nobody is left to kill it, it ends itself this much later. */
const GRACE_SECONDS = 5;

/**
 * Runs a program that reads what a stranger wrote: without our environment, in a process group of its own that is killed
 * as a whole, with limits of the kernel on processor time, memory and written files, and without a network where the
 * system allows it.
 */
export function runProgram(run: ProgramRun): RunningProgram {
  const child = spawn('/bin/sh', ['-c', script(run.wallMs), 'sh', run.program, ...run.args], {
    env: {
      HOME: run.folder,
      TMPDIR: run.folder,
      PATH: SYSTEM_PATH,
      LANG: 'C.UTF-8',
      SAL_USE_VCLPLUGIN: 'svp',
    },
    cwd: run.folder,
    stdio: 'ignore',
    detached: true,
  });
  let isOutOfTime = false;
  const timer = setTimeout(() => {
    isOutOfTime = true;
    killGroup(child);
  }, run.wallMs);
  const outcome = new Promise<'ended' | 'out-of-time' | 'not-started'>((resolve) => {
    child.once('error', () => resolve('not-started'));
    child.once('exit', (code, signal) => {
      // What it started may outlive it.
      killGroup(child);
      resolve(isOutOfTime || isEndedByClock(code, signal) ? 'out-of-time' : 'ended');
    });
  }).finally(() => clearTimeout(timer));
  return { outcome, kill: () => killGroup(child) };
}

const SYSTEM_PATH = '/usr/local/bin:/usr/bin:/bin';
/** 128 and the signal's number, as shells say it: SIGXCPU, and SIGKILL from `timeout`. */
const CLOCK_CODES = [128 + 24, 128 + 9];

const isEndedByClock = (code: number | null, signal: NodeJS.Signals | null): boolean =>
  signal === 'SIGXCPU' || (code !== null && CLOCK_CODES.includes(code));

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}

/**
 * A network and a table of processes of its own, in which nobody else is: when its first process dies, all die. As root,
 * or as nobody in particular where the kernel lets everyone have one; where neither may be (most containers), the
 * container's own network must do.
 */
const ALONE = [
  // What is left alone by a parent that was killed is killed too.
  'alone=; command -v setpriv >/dev/null && mortal="setpriv --pdeathsig KILL" || mortal=',
  'for way in "-n -p -f --kill-child" "-r -n -p -f --kill-child" "-n" "-r -n"; do ' +
    'unshare $way true 2>/dev/null && alone="unshare $way" && break; done',
].join('; ');

function script(wallMs: number): string {
  const seconds = Math.ceil(wallMs / 1000) + GRACE_SECONDS;
  return [
    `ulimit -S -t ${LIMITS.cpuSeconds}; ulimit -H -t ${LIMITS.cpuSeconds + 2}`,
    `ulimit -d ${LIMITS.dataKibibytes} 2>/dev/null`,
    `ulimit -f ${LIMITS.fileBytes / BLOCK_BYTES}`,
    'ulimit -c 0',
    // Ends the program when this process was killed and nobody else will.
    `clock=; command -v timeout >/dev/null && clock="timeout -s KILL ${seconds}"`,
    ALONE,
    'exec $mortal $alone $clock "$@"',
  ].join('; ');
}
