import type { CertificateParty } from '../certificate-data.js';
import { type Block, type Cell, labelColumn, textBlock } from '../layout/blocks.js';
import { CONTENT_WIDTH, LEFT, type PageFlow, textStyle } from '../layout/page-flow.js';
import { slate } from '../layout/palette.js';
import { labelStyle, rowColumn, valueStyle } from '../layout/rows.js';
import { wordClocks, wordTime } from '../layout/word-time.js';
import type { CertificateWords, PartyLabel } from '../words/certificate-words.js';
import { signatureBlock } from './signature-block.js';

/** The certificate's language, and the recipient's where it is another one. */
export type PartyTongues = { main: CertificateWords; second: CertificateWords | null };

/** A fact about a recipient: in words of a language, or the same in all of them. */
type PartyFact = { label: PartyLabel } & (
  | { say: (words: CertificateWords, isNarrow: boolean) => readonly Block[] }
  | { blocks: readonly Block[] }
);

const zoneStyle = textStyle('sans', 7.8, slate, 11.4);
const secondLabelStyle = textStyle('sans', 7.4, slate, 11);
const COLUMN_GAP = 14;
const halfWidth = (rowColumn.width - COLUMN_GAP) / 2;
const halves = [
  { x: rowColumn.x, width: halfWidth },
  { x: rowColumn.x + halfWidth + COLUMN_GAP, width: halfWidth },
] as const;

/** What is told about a recipient as rows of a table: label and text, or label and both languages side by side. */
export function partyRows(
  flow: PageFlow,
  party: CertificateParty,
  { main, second }: PartyTongues,
  zone: string | null,
): Cell[][] {
  const facts = factsOf(flow, party, main, zone);
  if (second === null) return facts.map((fact) => [labelCell(fact, main, null), wideCell(fact, main)]);
  const head = facts.length === 0 ? [] : [languageRow(main, second)];
  const rows = facts.map((fact): Cell[] => {
    const label = labelCell(fact, main, second);
    if ('blocks' in fact) return [label, { ...wideCell(fact, main), colSpan: 2 }];
    return [
      label,
      { column: halves[0], type: 'TD', blocks: fact.say(main, true) },
      { column: halves[1], type: 'TD', lang: second.language, blocks: fact.say(second, true) },
    ];
  });
  return [...head, ...rows];
}

function languageRow(main: CertificateWords, second: CertificateWords): Cell[] {
  const style = textStyle('sansBold', 7.6, slate, 13);
  const head = (words: CertificateWords, column: (typeof halves)[number], lang?: string): Cell => ({
    ...{ column, type: 'TH', scope: 'Column', lang },
    blocks: [textBlock(words.languageName, style)],
  });
  const corner: Cell = { column: labelColumn, type: 'TD', blocks: [] };
  return [corner, head(main, halves[0]), head(second, halves[1], second.language)];
}

function labelCell({ label }: PartyFact, main: CertificateWords, second: CertificateWords | null): Cell {
  const blocks = [textBlock(main.labels[label], labelStyle)];
  if (second && second.labels[label] !== main.labels[label])
    blocks.push(textBlock(second.labels[label], secondLabelStyle, second.language));
  return { column: labelColumn, type: 'TH', scope: 'Row', blocks };
}

function wideCell(fact: PartyFact, main: CertificateWords): Cell {
  const blocks = 'blocks' in fact ? fact.blocks : fact.say(main, false);
  return { column: rowColumn, type: 'TD', blocks };
}

function factsOf(
  flow: PageFlow,
  party: CertificateParty,
  main: CertificateWords,
  zone: string | null,
): PartyFact[] {
  const { consent } = party;
  const at = (label: PartyLabel, iso: string | null): PartyFact[] =>
    iso === null ? [] : [{ label, say: (words, isNarrow) => tellTime(iso, zone, words, isNarrow) }];
  const plain = (label: PartyLabel, text: string | null): PartyFact[] =>
    text === null || text === '' ? [] : [{ label, blocks: [textBlock(text, valueStyle)] }];
  return [
    ...signatureFacts(flow, party, main),
    ...identificationFacts(party),
    ...at('invited', party.invitedAtIso),
    ...at('opened', party.openedAtIso),
    ...(consent ? consentFacts(consent, zone) : []),
    ...at(actOf(party), party.actedAtIso),
    ...plain('reason', party.reason === null ? null : `“${party.reason}”`),
    ...plain('ipAddress', party.ipAddresses.join(', ')),
    ...party.devices.map((device): PartyFact => {
      if ('raw' in device) return { label: 'device', blocks: [textBlock(device.raw, valueStyle)] };
      return { label: 'device', say: (words) => [textBlock(words.device(device), valueStyle)] };
    }),
  ];
}

/** On one line where there is room, else one clock below the other. */
function tellTime(iso: string, zone: string | null, words: CertificateWords, isNarrow: boolean): Block[] {
  const [utc, local] = wordClocks(iso, zone, words);
  if (!isNarrow || local === undefined) return [textBlock(wordTime(iso, zone, words), valueStyle)];
  return [textBlock(utc, valueStyle), textBlock(local, zoneStyle)];
}

function consentFacts(consent: NonNullable<CertificateParty['consent']>, zone: string | null): PartyFact[] {
  const { atIso, textVersion, textSha256Hex } = consent;
  return [
    {
      label: 'consented',
      say: (words, isNarrow) => [
        ...tellTime(atIso, zone, words, isNarrow),
        textBlock(words.consent(textVersion), valueStyle),
      ],
    },
    { label: 'consentText', blocks: [{ kind: 'hash', hashHex: textSha256Hex }] },
  ];
}

function actOf({ outcome }: CertificateParty): PartyLabel {
  return outcome === 'signed' || outcome === 'approved' ? outcome : 'declined';
}

function identificationFacts({ identification, outcome }: CertificateParty): PartyFact[] {
  if (identification === null) return [];
  const { level, recorded } = identification;
  const tell = (words: CertificateWords) =>
    level === null ? words.otherIdentification(recorded.join(', ') || '–') : words.identification[level];
  const sayAssurance = (words: CertificateWords) => [textBlock(tell(words).assurance, valueStyle)];
  return [
    { label: 'identified', say: (words) => [textBlock(tell(words).method, valueStyle)] },
    // Only a signature has a standing in law; to open or to decline is none.
    ...(outcome === 'signed' || outcome === 'approved'
      ? [{ label: 'assurance' as const, say: sayAssurance }]
      : []),
  ];
}

function signatureFacts(flow: PageFlow, party: CertificateParty, main: CertificateWords): PartyFact[] {
  const { signature, name } = party;
  if (signature === null) return [];
  if (signature.kind === 'erased' || signature.kind === 'not-kept') {
    const { kind } = signature;
    const say = (words: CertificateWords) =>
      textBlock(kind === 'erased' ? words.erasedSignature : words.signatureNotKept, valueStyle);
    return [{ label: 'signature', say: (words) => [say(words)] }];
  }
  const alt = main.signatureAlt(name ?? main.erasedName);
  const blocks = [signatureBlock(flow, signature, alt, CONTENT_WIDTH - rowColumn.x + LEFT)];
  return [{ label: 'signature', blocks: [...blocks, { kind: 'gap', heightPt: 5 }] }];
}
