import type { CertificateData, CertificateParty, PartyRole } from '../certificate-data.js';
import { CONTENT_WIDTH, LEFT, type PageFlow, RIGHT, textStyle } from '../layout/page-flow.js';
import { accent, amber, hairline, ink, red, slate } from '../layout/palette.js';
import { heading, labelled, labelledHash, rowColumn, valueStyle } from '../layout/rows.js';
import { wordTime } from '../layout/word-time.js';

const nameStyle = textStyle('sansBold', 10.4, ink, 15);
const mailStyle = textStyle('sans', 8.8, slate, 13);
/** Leaves room for the longest outcome at the right. */
const nameColumn = { x: LEFT, width: CONTENT_WIDTH - 120 };
const roleWords: Record<PartyRole, string> = {
  signer: 'Signer',
  approver: 'Approver',
  copy: 'Receives a copy',
};

const outcomes: Record<CertificateParty['outcome'], { word: string; color: typeof ink }> = {
  signed: { word: 'Signed', color: accent },
  approved: { word: 'Approved', color: accent },
  declined: { word: 'Declined', color: red },
  opened: { word: 'Opened, did not act', color: amber },
  invited: { word: 'Invited, did not open', color: amber },
  'not-reached': { word: 'Not invited', color: slate },
  copy: { word: 'Copy', color: slate },
};

type Row = { label: string; text: string } | { label: string; hashHex: string };

/** Each recipient: who, how identified, what that is worth, when and from where. */
export function drawParties(flow: PageFlow, { parties }: CertificateData): void {
  const [first] = parties;
  heading(flow, 'The parties', first === undefined ? 0 : heightOf(flow, first));
  for (const [index, party] of parties.entries()) {
    if (index > 0) drawDivider(flow, heightOf(flow, party));
    drawParty(flow, party);
  }
}

function drawDivider(flow: PageFlow, keepWithPt: number): void {
  flow.gap(9);
  flow.ensure(9 + keepWithPt);
  flow.rule(hairline, 0.5);
  flow.gap(9);
}

/** A party is read as one piece, so it is kept on one page where it fits. */
function heightOf(flow: PageFlow, party: CertificateParty): number {
  const head =
    flow.lines(party.name, nameStyle, nameColumn.width).length * nameStyle.leading +
    flow.lines(mailLine(party), mailStyle, CONTENT_WIDTH).length * mailStyle.leading;
  const rows = evidenceOf(party).map((row) =>
    'text' in row ? flow.lines(row.text, valueStyle, rowColumn.width).length : 1,
  );
  return head + 4 + rows.reduce((sum, lines) => sum + lines * valueStyle.leading, 0);
}

function drawParty(flow: PageFlow, party: CertificateParty): void {
  const { word, color } = outcomes[party.outcome];
  const badge = textStyle('sansBold', 9, color, nameStyle.leading);
  flow.lineAt(word, badge, RIGHT - flow.faces.sansBold.widthOf(word, badge.size));
  flow.paragraph(party.name, nameStyle, nameColumn);
  flow.paragraph(mailLine(party), mailStyle);
  flow.gap(4);
  for (const row of evidenceOf(party)) {
    if ('text' in row) labelled(flow, row.label, row.text);
    else labelledHash(flow, row.label, row.hashHex);
  }
}

function mailLine({ email, role }: CertificateParty): string {
  return `${email} · ${roleWords[role]}`;
}

function evidenceOf(party: CertificateParty): Row[] {
  const { identification, consent } = party;
  const acted =
    party.outcome === 'signed' || party.outcome === 'approved' ? outcomes[party.outcome].word : 'Declined';
  return [
    ...textRow('Identified', identification?.method),
    ...textRow('Assurance', identification?.assurance),
    ...timeRow('Invited', party.invitedAtIso),
    ...timeRow('Opened', party.openedAtIso),
    ...textRow(
      'Consented',
      consent && `${wordTime(consent.atIso)}, to sign electronically (text ${consent.textVersion})`,
    ),
    ...(consent === null ? [] : [{ label: 'Consent text SHA-256', hashHex: consent.textSha256Hex }]),
    ...timeRow(acted, party.actedAtIso),
    ...textRow('Reason', party.reason === null ? null : `“${party.reason}”`),
    ...textRow('IP address', party.ipAddresses.join(', ')),
    ...party.devices.flatMap((device) => textRow('Device', device)),
  ];
}

function textRow(label: string, text: string | null | undefined): Row[] {
  return text ? [{ label, text }] : [];
}

function timeRow(label: string, iso: string | null): Row[] {
  return iso === null ? [] : [{ label, text: wordTime(iso) }];
}
