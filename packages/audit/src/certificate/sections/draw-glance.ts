import type { CertificateData, CertificateParty } from '../certificate-data.js';
import { type Cell, drawRow, heightOfRow, textBlock } from '../layout/blocks.js';
import { type Column, LEFT, type PageFlow, RIGHT, textStyle } from '../layout/page-flow.js';
import { hairline, ink, slate } from '../layout/palette.js';
import { heading, valueStyle } from '../layout/rows.js';
import { wordTime } from '../layout/word-time.js';
import { MAIN_LANGUAGE, wordsOf } from '../words/choose-language.js';
import { outcomeColors } from './outcome-colors.js';

const headStyle = textStyle('sansBold', 7.6, slate, 12);
const HEADING_HEIGHT = 62;

const columns = {
  name: { x: LEFT, width: 150 },
  outcome: { x: LEFT + 160, width: 92 },
  time: { x: LEFT + 258, width: 128 },
  means: { x: LEFT + 402, width: RIGHT - LEFT - 402 },
} satisfies Record<string, Column>;

/** Nothing that is not told in full under the parties, so it is left out where it would not stand on the first page. */
export function drawGlance(flow: PageFlow, { parties }: CertificateData): void {
  const rows = [headRow(), ...parties.map(partyRow)];
  const height = rows.reduce((sum, row) => sum + heightOfRow(flow, row) + 7, HEADING_HEIGHT);
  if (!flow.isOnFirstPage || !flow.fits(height)) return;
  heading(flow, 'At a glance');
  const [head = [], ...others] = rows;
  flow.structure.within('Table', {}, () => {
    flow.structure.within('THead', {}, () => drawRow(flow, head));
    flow.gap(3.5);
    flow.structure.within('TBody', {}, () => {
      for (const row of others) {
        flow.rule(hairline, 0.35);
        flow.gap(3.5);
        drawRow(flow, row);
        flow.gap(3.5);
      }
    });
  });
}

function headRow(): Cell[] {
  const head = (column: Column, text: string): Cell => ({
    ...{ column, type: 'TH', scope: 'Column' },
    blocks: [textBlock(text, headStyle)],
  });
  const { name, outcome, time, means } = columns;
  return [head(name, 'Who'), head(outcome, 'Did'), head(time, 'When'), head(means, 'Identified by')];
}

const meansWords = {
  'revealed-link': 'A revealed link',
  'mailed-link': 'A mailed link',
  'email-code': 'A code by e-mail',
  passkey: 'A passkey',
} as const;

function partyRow(party: CertificateParty): Cell[] {
  const words = wordsOf(MAIN_LANGUAGE);
  const { name, outcome, actedAtIso, identification } = party;
  const color = outcome === 'copy' ? ink : outcomeColors[outcome];
  const cell = (column: Column, text: string, style = valueStyle): Cell => ({
    ...{ column, type: 'TD' },
    blocks: text === '' ? [] : [textBlock(text, style)],
  });
  const did = outcome === 'copy' ? words.roles.copy : words.outcomes[outcome];
  const level = identification?.level ?? null;
  return [
    { ...cell(columns.name, name ?? words.erasedName), type: 'TH', scope: 'Row' },
    cell(columns.outcome, did, { ...valueStyle, color }),
    cell(columns.time, actedAtIso === null ? '' : wordTime(actedAtIso)),
    cell(columns.means, level === null ? (identification?.recorded.join(', ') ?? '') : meansWords[level]),
  ];
}
