// Entry point of the containers: `with-secret-files.mjs <program> [args]`. A variable NAME_FROM_FILE=/run/secrets/x
// becomes NAME with that file's content, so that addresses with passwords in them need not stand in compose files or
// in `docker inspect`. (NAME_FILE stays as it is: those are read by the programs themselves.)
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const SUFFIX = '_FROM_FILE';

for (const [name, file] of Object.entries(process.env)) {
  if (!name.endsWith(SUFFIX) || !file) continue;
  process.env[name.slice(0, -SUFFIX.length)] = contentOf(name, file);
  delete process.env[name];
}
const [program, ...args] = process.argv.slice(2);
const script = resolve(program);
process.argv = [process.argv[0], script, ...args];
// Not a child: the program itself must receive the container's signals.
await import(pathToFileURL(script).href);

function contentOf(name, file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    console.error(`${name}: the file ${file} cannot be read (${error.code}).`);
    process.exit(1);
  }
}
