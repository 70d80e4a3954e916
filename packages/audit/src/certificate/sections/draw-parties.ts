import type { CertificateData, CertificateParty, PartyRole } from '../certificate-data.js';
import { CONTENT_WIDTH, LEFT, type PageFlow, RIGHT, textStyle } from '../layout/page-flow.js';
import { accent, amber, hairline, ink, red, slate } from '../layout/palette.js';
import { heading, labelled, labelledHash } from '../layout/rows.js';
import { wordTime } from '../layout/word-time.js';

const nameStyle = textStyle('sansBold', 10.4, ink, 15);
const mailStyle = textStyle('sans', 8.8, slate, 13);
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

/** Each recipient: who, how identified, what that is worth, when and from where. */
export function drawParties(flow: PageFlow, { parties }: CertificateData): void {
  heading(flow, 'The parties', 90);
  for (const [index, party] of parties.entries()) {
    if (index > 0) drawDivider(flow);
    drawParty(flow, party);
  }
}

function drawDivider(flow: PageFlow): void {
  flow.gap(9);
  flow.ensure(96);
  flow.rule(hairline, 0.5);
  flow.gap(9);
}

function drawParty(flow: PageFlow, party: CertificateParty): void {
  const { word, color } = outcomes[party.outcome];
  const badge = textStyle('sansBold', 9, color, 15);
  const badgeWidth = flow.faces.sansBold.widthOf(word, badge.size);
  flow.lineAt(word, badge, RIGHT - badgeWidth);
  flow.paragraph(party.name, nameStyle, { x: LEFT, width: CONTENT_WIDTH - badgeWidth - 16 });
  flow.paragraph(`${party.email} · ${roleWords[party.role]}`, mailStyle);
  flow.gap(4);
  drawEvidence(flow, party);
}

function drawEvidence(flow: PageFlow, party: CertificateParty): void {
  if (party.identification !== null) {
    labelled(flow, 'Identified', party.identification.method);
    labelled(flow, 'Assurance', party.identification.assurance);
  }
  const actWord =
    party.outcome === 'signed' || party.outcome === 'approved' ? outcomes[party.outcome].word : 'Declined';
  const times: [string, string | null][] = [
    ['Invited', party.invitedAtIso],
    ['Opened', party.openedAtIso],
    ['Consented', party.consent?.atIso ?? null],
    [actWord, party.actedAtIso],
  ];
  for (const [label, iso] of times) {
    if (iso !== null) labelled(flow, label, timeWords(label, iso, party));
  }
  if (party.consent !== null) labelledHash(flow, 'Consent text SHA-256', party.consent.textSha256Hex);
  if (party.reason !== null) labelled(flow, 'Reason', `“${party.reason}”`);
  if (party.ipAddresses.length > 0) labelled(flow, 'IP address', party.ipAddresses.join(', '));
  for (const device of party.devices) labelled(flow, 'Device', device);
}

function timeWords(label: string, iso: string, { consent }: CertificateParty): string {
  if (label !== 'Consented' || consent === null) return wordTime(iso);
  return `${wordTime(iso)}, to sign electronically (consent text ${consent.textVersion})`;
}
