import { isName, PdfDict, PdfName, type PdfObject, PdfRef, type PdfValue } from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';

const MAX_EXPRESSION_DEPTH = 32;

/**
 * Which layers a reader hides when the file is opened on screen (ISO 32000-2 § 8.11): base state, then ON and
 * OFF, then what a group says about viewing.
 */
export class Layers {
  private readonly hidden: ReadonlySet<number>;

  constructor(private readonly reader: PdfReader) {
    const properties = reader.dictAt(reader.catalog, 'OCProperties');
    const config = properties && reader.dictAt(properties, 'D');
    this.hidden = properties && config ? hiddenGroups(reader, properties, config) : new Set();
  }

  get hiddenCount(): number {
    return this.hidden.size;
  }

  /** `owner` is what an `/OC` entry or a `BDC` property says: a group, or a rule over groups. */
  hides(owner: PdfValue | undefined): boolean {
    if (owner instanceof PdfRef && this.hidden.has(owner.objectNumber)) return true;
    const value = this.reader.resolve(owner);
    return value instanceof PdfDict && isName(this.reader.resolve(value.get('Type')), 'OCMD')
      ? !this.isMembershipVisible(value)
      : false;
  }

  private isMembershipVisible(membership: PdfDict): boolean {
    const expression = this.reader.arrayAt(membership, 'VE');
    if (expression) return this.evaluate(expression, 0);
    const groups = membership.get('OCGs');
    const resolved = this.reader.resolve(groups);
    const items: PdfValue[] = Array.isArray(resolved) ? resolved : groups instanceof PdfRef ? [groups] : [];
    if (items.length === 0) return true;
    const shown = items.map((item) => !this.hides(item));
    const policy = this.reader.resolve(membership.get('P'));
    switch (policy instanceof PdfName ? policy.value : 'AnyOn') {
      case 'AllOn':
        return shown.every(Boolean);
      case 'AnyOff':
        return shown.some((on) => !on);
      case 'AllOff':
        return shown.every((on) => !on);
      default:
        return shown.some(Boolean);
    }
  }

  private evaluate(expression: readonly PdfValue[], depth: number): boolean {
    const [operator, ...operands] = expression;
    const name = this.reader.resolve(operator);
    const values = operands.map((operand) => {
      const nested: PdfObject = this.reader.resolve(operand);
      if (Array.isArray(nested)) return depth < MAX_EXPRESSION_DEPTH && this.evaluate(nested, depth + 1);
      return !this.hides(operand);
    });
    if (isName(name, 'Not')) return !values[0];
    return isName(name, 'Or') ? values.some(Boolean) : values.every(Boolean);
  }
}

/** Does any layer start hidden, or differ between screen and print? */
export function hasHiddenLayers(reader: PdfReader): boolean {
  const properties = reader.dictAt(reader.catalog, 'OCProperties');
  const config = properties && reader.dictAt(properties, 'D');
  if (!properties || !config) return false;
  if ((reader.arrayAt(config, 'OFF') ?? []).length > 0) return true;
  if (isName(reader.resolve(config.get('BaseState')), 'OFF')) return true;
  return (reader.arrayAt(properties, 'OCGs') ?? []).some((item) =>
    ['View', 'Print'].some((event) => usageState(reader, item, event) === 'OFF'),
  );
}

function hiddenGroups(reader: PdfReader, properties: PdfDict, config: PdfDict): Set<number> {
  const groups = references(reader.arrayAt(properties, 'OCGs'));
  const startsOff = isName(reader.resolve(config.get('BaseState')), 'OFF');
  const hidden = new Set(startsOff ? groups : []);
  for (const group of references(reader.arrayAt(config, 'OFF'))) hidden.add(group);
  for (const group of references(reader.arrayAt(config, 'ON'))) hidden.delete(group);
  // PDFium, which draws the pages signers see, lets a group's own usage win, also where no `/AS` asks for it. Once
  // flattened, every other reader shows the same.
  for (const group of reader.arrayAt(properties, 'OCGs') ?? []) {
    const state = usageState(reader, group, 'View');
    if (!(group instanceof PdfRef) || !state) continue;
    if (state === 'OFF') hidden.add(group.objectNumber);
    else hidden.delete(group.objectNumber);
  }
  return hidden;
}

function usageState(reader: PdfReader, group: PdfValue, event: string): string | null {
  const value = reader.resolve(group);
  const usage = value instanceof PdfDict ? reader.dictAt(value, 'Usage') : null;
  const part = usage && reader.dictAt(usage, event);
  const state = part && reader.resolve(part.get(`${event}State`));
  return state instanceof PdfName ? state.value : null;
}

const references = (items: readonly PdfValue[] | null): number[] =>
  (items ?? []).flatMap((item) => (item instanceof PdfRef ? [item.objectNumber] : []));
