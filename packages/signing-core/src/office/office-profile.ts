import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of LibreOffice's configuration and what a file from a stranger must meet there. */
const SETTINGS: readonly (readonly [path: string, property: string, value: string])[] = [
  // Macros are not run, whoever signed them and wherever they lie.
  ['org.openoffice.Office.Common/Security/Scripting', 'MacroSecurityLevel', '3'],
  ['org.openoffice.Office.Common/Security/Scripting', 'DisableMacrosExecution', 'true'],
  // Without it a linked picture is fetched from the network, or read from this machine into the PDF (file:///…).
  ['org.openoffice.Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'],
  // Linked sections, tables and DDE keep what the author saw last; 2 is "never".
  ['org.openoffice.Office.Writer/Content/Update', 'Link', '2'],
  ['org.openoffice.Office.Calc/Content/Update', 'Link', '2'],
];

/** A profile of its own for one run: no run sees another's, and nothing of a person who uses LibreOffice on this machine. */
export function writeOfficeProfile(folder: string): void {
  const items = SETTINGS.map(
    ([path, property, value]) =>
      `<item oor:path="/${path}"><prop oor:name="${property}" oor:op="fuse"><value>${value}</value></prop></item>`,
  );
  mkdirSync(join(folder, 'user'), { recursive: true });
  writeFileSync(
    join(folder, 'user', 'registrymodifications.xcu'),
    `<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n${items.join('\n')}\n</oor:items>\n`,
  );
}
