import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withoutNpmRun } from './npm-run.mjs';
import { needsOwnNode } from './provide-tools.mjs';
import { oncePerInput } from './stamp.mjs';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'toolchain-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A program that runs `script` as with-toolchain does. */
function runner(script) {
  writeFileSync(join(dir, 'script.mjs'), script);
  const module = join(import.meta.dirname, 'run-script.mjs');
  writeFileSync(
    join(dir, 'run.mjs'),
    `import { runScript } from '${module}';
     runScript(process.execPath, ['${join(dir, 'script.mjs')}', ...process.argv.slice(2)], process.env);`,
  );
  return join(dir, 'run.mjs');
}

describe('running a script', () => {
  it('passes arguments, standard output and the exit code on unchanged', () => {
    const program = runner('console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 3;');
    const ended = spawnSync(process.execPath, [program, '--json', 'two words', ''], { encoding: 'utf8' });
    expect(ended.stdout).toBe('["--json","two words",""]\n');
    expect([ended.status, ended.stderr]).toEqual([3, '']);
  });

  it('lets the script end in its own way when it is told to stop', async () => {
    const program = runner(`
      process.on('SIGTERM', () => setTimeout(() => { console.log('tidied up'); process.exit(0); }, 50));
      setInterval(() => {}, 1000); console.log('running');`);
    const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (`${chunk}`.includes('running')) child.kill('SIGTERM');
    });
    const [code] = await once(child, 'close');
    expect([said, code]).toEqual(['running\ntidied up\n', 0]);
  });

  it('says with its exit code which signal ended the script', () => {
    const ended = spawnSync(process.execPath, [
      runner('process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000);'),
    ]);
    expect(ended.status).toBe(137);
  });
});

describe('the toolchain', () => {
  it('brings its own Node where the host has an old one, or on Linux one without headers', () => {
    expect(needsOwnNode('20.20.2', true, 'linux')).toBe(true);
    expect(needsOwnNode('22.12.0', true, 'darwin')).toBe(true);
    expect(needsOwnNode('22.13.0', true, 'linux')).toBe(false);
    expect(needsOwnNode('24.1.0', false, 'linux')).toBe(true);
    expect(needsOwnNode('24.1.0', false, 'darwin')).toBe(false);
  });

  it('takes away what npm run added and leaves what a person set', () => {
    const env = {
      npm_config_loglevel: 'silent',
      npm_config_prefix: '/p',
      npm_package_name: 'x',
      npm_config_registry: 'r',
      PATH: '/bin',
    };
    expect(withoutNpmRun(env)).toEqual({ npm_config_registry: 'r', PATH: '/bin' });
  });

  it('repeats a step when its inputs change or when it failed', () => {
    const [stamp, input] = [join(dir, 'a/stamp'), join(dir, 'lock')];
    let runs = 0;
    const step = () =>
      oncePerInput(stamp, [input, 'v1'], () => {
        runs += 1;
      });
    writeFileSync(input, 'one');
    step();
    step();
    expect(runs).toBe(1);
    writeFileSync(input, 'two');
    step();
    expect(runs).toBe(2);
    const failing = join(dir, 'b/stamp');
    expect(() =>
      oncePerInput(failing, [input], () => {
        throw new Error('no network');
      }),
    ).toThrow('no network');
    expect(existsSync(failing)).toBe(false);
  });
});
