import { execFileSync } from 'node:child_process';

/** Process ids of the children of `parentPid` whose command line names `script`. */
export function childrenOf(parentPid: number, script: string): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [, pid, ppid, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(ppid) === parentPid && command.includes(script) ? [Number(pid)] : [];
  });
}
