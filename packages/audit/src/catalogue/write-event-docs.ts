import { CATALOGUE_EDITION } from '../event-types/define-event-type.js';
import { type Comparison, documenso, docuseal } from './other-products.js';
import { type CatalogueEntry, readCatalogue } from './read-catalogue.js';
import type { EventMember } from './read-members.js';

const head = `# What is recorded

This page is made from the registry of event types by \`node scripts/write-event-docs.mjs\`; a test fails when it is stale.

An event is canonical JSON: \`v\`, \`id\`, \`stream\`, \`seq\`, \`at\`, \`type\`, \`actor\`, \`data\`, \`personal\`. How it is hashed, chained and
checked stands in [packages/audit](../packages/audit/README.md). \`v\` is the version of this outer form. What \`data\` and \`personal\` may
hold depends on \`type\` and is listed here.

- **Members never change their meaning.** Types are added, optional members are added to types, and lists of words grow at their end; *since*
  says with which edition of this catalogue. This is edition ${CATALOGUE_EDITION}. A reader that does not know a type or member reports it and still checks every hash.
- **\`data\` is about nobody:** ids, hashes, codes, counts. **Personal values** (names, addresses, typed text) stand beside the event as salted
  commitments, by subject, and can be erased without touching a proof.
- Whoever acts may always be described: \`name\`, \`email\`, \`ip\`, \`userAgent\` of a \`user\`, \`api-key\` or \`recipient\`, and \`ip\`, \`userAgent\` of a
  \`visitor\`. Below stands only what a type adds. A \`?\` marks a member that may be missing.
- **One event for each change, in the same transaction.** A test performs every mutating route of the application and compares. What is
  refused changes nothing; refusals worth knowing are events too, but a flood of them is written as a few with the number left out.
- **Loading a page is no act.** \`recipient.link-fetched\` says that something loaded the page behind a link, \`recipient.link-used\` that a person
  pressed its button, \`recipient.opened\` that they asked for the document.
`;

/** docs/events.md: the whole catalogue in Markdown. Pure: equal registries give equal text. */
export function writeEventDocs(): string {
  const entries = readCatalogue();
  const families = [...new Set(entries.map(familyOf))].sort();
  const sections = families.map((family) => {
    const own = entries.filter((entry) => familyOf(entry) === family);
    return [`## ${family}`, ...own.map(writeEntry)].join('\n\n');
  });
  const index = families.map((family) => {
    const own = entries.filter((entry) => familyOf(entry) === family);
    return `- **${family}**: ${own.map(({ type }) => `[${type.slice(family.length + 1)}](#${anchorOf(type)})`).join(' · ')}`;
  });
  const all = `${entries.length} types:\n\n${index.join('\n')}`;
  return `${[head.trimEnd(), all, ...sections, writeComparisons()].join('\n\n')}\n`;
}

function familyOf({ type }: CatalogueEntry): string {
  return type.slice(0, type.indexOf('.'));
}

/** As GitHub makes anchors of headings: dots go, the rest stays. */
function anchorOf(type: string): string {
  return type.replaceAll('.', '');
}

function writeEntry(entry: CatalogueEntry): string {
  const streams = entry.streams.join(' or ');
  const lines = [`### ${entry.type}`, '', `${entry.meaning} *Stream: ${streams}. Since ${entry.since}.*`];
  const rows = entry.data.map((member) => writeMember(member, ''));
  for (const [kind, members] of Object.entries(entry.personal)) {
    rows.push(...members.map((member) => writeMember(member, kind)));
  }
  if (rows.length === 0) return lines.join('\n');
  return [...lines, '', '| member | holds | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

function writeMember(member: EventMember, personalOf: string): string {
  const name = `\`${member.path}\`${member.isOptional ? ' ?' : ''}`;
  const where = personalOf === '' ? name : `${name} (personal, of the ${personalOf})`;
  const since = member.since === null || member.path.includes('.') ? '' : ` *Since ${member.since}.*`;
  return `| ${where} | ${cell(member.kind)} | ${cell(member.about)}${since} |`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function writeComparisons(): string {
  const table = (rows: readonly Comparison[]) =>
    ['| theirs | ours |', '| --- | --- |', ...rows.map(writeComparison)].join('\n');
  return [
    '## What others record',
    'Their event, and ours; or why we have none.',
    '### Documenso 2.17',
    table(documenso),
    '### DocuSeal',
    table(docuseal),
  ].join('\n\n');
}

function writeComparison(row: Comparison): string {
  if (row.ours === null) return `| ${row.theirs} | – ${row.why} |`;
  const ours = row.ours.map((type) => `[${type}](#${anchorOf(type)})`).join(', ');
  return `| ${row.theirs} | ${ours}${row.note === undefined ? '' : `. ${row.note}`} |`;
}
