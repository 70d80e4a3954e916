import type { DemoSigner } from './demo-signers.js';

export interface DemoField {
  readonly recipientKey: string;
  readonly documentId: string;
  readonly type: 'signature' | 'name' | 'date' | 'text' | 'checkbox';
  readonly pageNumber: number;
  /** Fractions of the visible page, origin top left. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly required: boolean;
  readonly label: string;
}

/** Where on the page the blocks go: below the heading of our own contract, at the foot of anybody else's file. */
export const ownContractArea = { top: 0.2, bottom: 0.94 } as const;
export const foreignFileArea = { top: 0.6, bottom: 0.96 } as const;

const columns = [0.114, 0.53] as const;
const blockWidth = 0.36;
const maxBlockHeight = 0.15;

/** A block per signer, two side by side; inside it signature, name, date, and for the first signer a text and a tick. */
export function layOutFields(
  signers: readonly DemoSigner[],
  place: { documentId: string; pageNumber: number; area: { top: number; bottom: number } },
): DemoField[] {
  const rows = Math.ceil(signers.length / columns.length);
  const rowHeight = Math.min(maxBlockHeight, (place.area.bottom - place.area.top) / rows);
  return signers.flatMap((signer, at) => {
    const x = columns[at % columns.length] ?? columns[0];
    const y = place.area.top + Math.floor(at / columns.length) * rowHeight;
    return block(signer, { x, y, height: rowHeight * 0.86 }).map((field) => ({
      ...field,
      recipientKey: signer.key,
      documentId: place.documentId,
      pageNumber: place.pageNumber,
      required: true,
    }));
  });
}

type Part = Pick<DemoField, 'type' | 'label' | 'x' | 'y' | 'width' | 'height'>;

function block(signer: DemoSigner, box: { x: number; y: number; height: number }): Part[] {
  const line = box.height / 4;
  /** A date with its time needs more room than most names. */
  const left = blockWidth * 0.44;
  const right = blockWidth - left;
  const { x, y } = box;
  const parts: Part[] = [
    { type: 'signature', label: 'Signature', x, y, width: blockWidth, height: line * 2 },
    { type: 'name', label: 'Name', x, y: y + line * 2, width: left, height: line * 0.9 },
    { type: 'date', label: 'Date', x: x + left, y: y + line * 2, width: right, height: line * 0.9 },
  ];
  if (signer.key !== 'signer-1') return parts;
  return [
    ...parts,
    { type: 'text', label: 'Place', x, y: y + line * 3, width: left, height: line * 0.9 },
    {
      type: 'checkbox',
      label: 'I have read every page',
      x: x + left,
      y: y + line * 3,
      width: 0.03,
      height: line * 0.9,
    },
  ];
}
