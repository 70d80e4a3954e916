import { type ChildProcess, spawn } from 'node:child_process';
import { readableFolders } from './readable-folders.js';

export interface ChildLimits {
  /** Processor seconds of the whole child; the kernel ends it then. */
  readonly cpuSeconds: number;
  readonly residentBytes: number;
  /** What one task may write, to its answer above all. Default 512 MB. */
  readonly writtenBytes?: number;
  readonly heapMegabytes: number;
  /** Native libraries, for a child that draws. Default none. */
  readonly addons?: boolean;
}

/** The kernel counts what V8 sets aside for compiled code and never touches; node has this much before it does anything. */
const RESERVED_KIBIBYTES = 600 * 1024;

/**
 * Through a shell for the limits only it can set; it then becomes the child. Nothing of our environment goes along, the
 * network is cut off where the system allows it, and Node's permission model closes writing, starting programs and workers,
 * and reading of anything but programs and fonts: files with secrets, and what `/proc` tells of other processes.
 */
export function launchChild(entry: string, limits: ChildLimits): ChildProcess {
  const node = [
    process.execPath,
    `--max-old-space-size=${limits.heapMegabytes}`,
    '--disable-warning=SecurityWarning',
    '--disable-warning=ExperimentalWarning',
  ];
  const permissions = [
    PERMISSION_FLAG,
    ...readableFolders(entry).map((folder) => `--allow-fs-read=${folder}`),
    ...(limits.addons === true ? ['--allow-addons'] : []),
  ];
  return spawn('/bin/sh', ['-c', limitScript(limits), 'sh', ...node, ...permissions, entry], {
    env: {},
    cwd: '/',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
}

/** Until Node 22 the permission model was an experiment. */
const PERMISSION_FLAG = process.allowedNodeEnvironmentFlags.has('--permission')
  ? '--permission'
  : '--experimental-permission';

/**
 * A network of its own, in which there is nobody: as root, or as nobody in particular where the kernel lets everyone have
 * one. Where neither may be (most containers), `alone` stays empty and the network's own rules must do.
 */
const NO_NETWORK = [
  'alone=',
  'for way in "-n" "-r -n"; do /usr/bin/unshare $way /bin/true 2>/dev/null && alone="/usr/bin/unshare $way" && break; done',
].join('; ');

/** Where a kernel knows a limit under another name or not at all, the watch over the memory remains. */
function limitScript({ cpuSeconds, residentBytes }: ChildLimits): string {
  const kibibytes = Math.ceil(residentBytes / 1024) + RESERVED_KIBIBYTES;
  return [
    // The soft limit ends it with SIGXCPU, which says why; the hard one is for a child that ignores that.
    `ulimit -S -t ${cpuSeconds}; ulimit -H -t ${cpuSeconds + 2}`,
    // Stops the leap between two looks at the memory.
    `ulimit -d ${kibibytes} 2>/dev/null`,
    'ulimit -c 0',
    NO_NETWORK,
    'exec $alone "$@"',
  ].join('; ');
}
