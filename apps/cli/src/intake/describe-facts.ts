import type { PdfReport } from '@sealwright/signing-core';

type Facts = NonNullable<PdfReport['facts']>;
type DocumentFacts = NonNullable<Facts['document']>;

const FONTS_SHOWN = 4;

/** What was found in the file, in a few words each; only what is out of the ordinary. */
export function describeFacts(facts: PdfReport['facts']): string[] {
  if (!facts) return [];
  const words = [...fileWords(facts), ...(facts.document ? documentWords(facts.document) : [])];
  return words.length > 0 ? [`  found: ${words.join(' · ')}`] : [];
}

function fileWords({ version, encryption, junkBytesBefore, junkBytesAfter, revisionCount }: Facts): string[] {
  return [
    version === null ? '' : `PDF ${version}`,
    encryption ? `encryption (${encryption.kind}${encryption.cipher ? `, ${encryption.cipher}` : ''})` : '',
    junkBytesBefore > 0 ? `${junkBytesBefore} bytes before the PDF` : '',
    junkBytesAfter > 0 ? `${junkBytesAfter} bytes behind the PDF` : '',
    revisionCount !== null && revisionCount > 1 ? `${revisionCount} sections` : '',
  ].filter(Boolean);
}

function documentWords(facts: DocumentFacts): string[] {
  const { active, xfa, embeddedFileCount, layers, signatures, unembeddedFonts: fonts, pages } = facts;
  return [
    ...facts.claims,
    facts.isTagged ? 'tagged' : '',
    active.length > 0 ? `active: ${active.join(', ')}` : '',
    xfa === 'none' ? '' : `XFA (${xfa})`,
    facts.isPortfolio ? 'portfolio' : '',
    counted(embeddedFileCount, 'attached file'),
    layers.count > 0 ? `${counted(layers.count, 'layer')}, ${layers.hiddenCount} hidden` : '',
    ...signatures.map(({ kind, verdict }) => `${kind} signature (${verdict})`),
    counted(facts.emptySignatureFieldCount, 'empty signature field'),
    counted(facts.formFieldCount, 'form field'),
    fonts.length > 0 ? `fonts not embedded: ${listed(fonts)}` : '',
    pages.rotated > 0 ? `${counted(pages.rotated, 'page')} rotated` : '',
    pages.cropped > 0 ? `${counted(pages.cropped, 'page')} cropped` : '',
  ].filter(Boolean);
}

const counted = (count: number, noun: string): string =>
  count === 0 ? '' : `${count} ${noun}${count === 1 ? '' : 's'}`;

const listed = (fonts: readonly string[]): string =>
  fonts.length > FONTS_SHOWN
    ? `${fonts.slice(0, FONTS_SHOWN).join(', ')} and ${fonts.length - FONTS_SHOWN} more`
    : fonts.join(', ');
