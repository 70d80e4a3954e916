import type { CertificateData, CertificateParty } from '../certificate-data.js';
import { drawRow, heightOfRow } from '../layout/blocks.js';
import { CONTENT_WIDTH, LEFT, type PageFlow, RIGHT, textStyle } from '../layout/page-flow.js';
import { hairline, ink, slate } from '../layout/palette.js';
import { heading, ROW_GAP } from '../layout/rows.js';
import { MAIN_LANGUAGE, secondLanguagesOf, wordsOf } from '../words/choose-language.js';
import { outcomeColors } from './outcome-colors.js';
import { type PartyTongues, partyRows } from './party-rows.js';

const nameStyle = textStyle('sansBold', 10.4, ink, 15);
const mailStyle = textStyle('sans', 8.8, slate, 13);
/** Leaves room for the longest outcome at the right. */
const nameColumn = { x: LEFT, width: CONTENT_WIDTH - 130 };

/** Each recipient: who, how identified, what that is worth, when and from where. */
export function drawParties(flow: PageFlow, { parties, timeZone }: CertificateData): void {
  const [first] = parties;
  heading(flow, wordsOf(MAIN_LANGUAGE).parties, {
    keepWithPt: first === undefined ? 0 : heightOf(flow, first, timeZone),
    translations: secondLanguagesOf({ parties }).map((lang) => ({ lang, text: wordsOf(lang).parties })),
  });
  for (const [index, party] of parties.entries()) {
    if (index > 0) drawDivider(flow, heightOf(flow, party, timeZone));
    flow.structure.within('Sect', {}, () => drawParty(flow, party, timeZone));
  }
}

function drawDivider(flow: PageFlow, keepWithPt: number): void {
  flow.gap(9);
  const { page } = flow;
  flow.ensure(9 + keepWithPt);
  // A new page divides enough.
  if (flow.page !== page) return;
  flow.rule(hairline, 0.5);
  flow.gap(9);
}

function tonguesOf({ language }: CertificateParty): PartyTongues {
  return { main: wordsOf(MAIN_LANGUAGE), second: language === null ? null : wordsOf(language) };
}

/** A party is read as one piece, so it is kept on one page where it fits. */
function heightOf(flow: PageFlow, party: CertificateParty, zone: string | null): number {
  const tongues = tonguesOf(party);
  const head =
    flow.lines(nameOf(party, tongues), nameStyle, nameColumn.width).length * nameStyle.leading +
    flow.lines(mailLine(party, tongues), mailStyle, CONTENT_WIDTH).length * mailStyle.leading;
  const rows = partyRows(flow, party, tongues, zone);
  return head + 4 + rows.reduce((sum, row) => sum + heightOfRow(flow, row) + ROW_GAP, 0);
}

function drawParty(flow: PageFlow, party: CertificateParty, zone: string | null): void {
  const tongues = tonguesOf(party);
  const top = flow.y;
  const { page } = flow;
  flow.paragraph(nameOf(party, tongues), nameStyle, { column: nameColumn, type: 'H3' });
  if (flow.page === page) drawOutcome(flow, party, tongues, top);
  flow.paragraph(mailLine(party, tongues), mailStyle);
  flow.gap(4);
  const rows = partyRows(flow, party, tongues, zone);
  if (rows.length > 0)
    flow.structure.within('Table', {}, () => {
      for (const row of rows) {
        drawRow(flow, row);
        flow.gap(ROW_GAP);
      }
    });
}

function drawOutcome(flow: PageFlow, party: CertificateParty, { main, second }: PartyTongues, top: number) {
  const { y } = flow;
  flow.y = top;
  const word = main.outcomes[party.outcome];
  const badge = textStyle('sansBold', 9, outcomeColors[party.outcome], nameStyle.leading);
  const outcome = { x: RIGHT - flow.widthOf(word, badge), width: 130 };
  flow.paragraph(word, badge, { column: outcome });
  const translated = second?.outcomes[party.outcome] ?? word;
  if (second && translated !== word) {
    const style = textStyle('sans', 8.2, slate, mailStyle.leading);
    const column = { x: RIGHT - flow.widthOf(translated, style), width: 130 };
    flow.paragraph(translated, style, { column, lang: second.language });
  }
  flow.y = y;
}

function nameOf({ name }: CertificateParty, { main }: PartyTongues): string {
  return name ?? main.erasedName;
}

function mailLine({ email, role }: CertificateParty, { main }: PartyTongues): string {
  return `${email ?? main.erasedAddress} · ${main.roles[role]}`;
}
