import type { FontSet } from '../../fonts/font-set.js';
import { FontRegister } from '../../pdf/font-register.js';
import { PdfDict, type PdfObject, PdfRef } from '../../pdf/objects.js';
import type { FractionBox } from '../../pdf/page-geometry.js';
import type { Page } from '../../pdf/page-tree.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { writeFonts } from '../../pdf/write-font.js';
import { bundleDrawn, type DrawnOnPage } from './bundle-drawn.js';
import { addDrawn, type DrawnAppearance, drawAppearance } from './draw-appearance.js';
import { drawOnPage, type Look } from './draw-on-page.js';
import {
  type Appearance,
  asFormXObject,
  type ExistingAppearance,
  existingAppearance,
  holdsPicture,
} from './existing-appearance.js';
import { FileChanges } from './file-changes.js';
import { FormTags } from './form-tags.js';
import { isWidget, type PageWidgets, type Widget } from './list-widgets.js';
import { withUnderlying } from './underlying-annotations.js';

/** A part of a page, as fractions of what is seen of it. */
export interface PagePart {
  readonly pageIndex: number;
  readonly box: FractionBox;
}

export interface FlattenedForm {
  readonly bytes: Uint8Array;
  /** Where the pages may look different: values the file had no look for, and push buttons, which are gone. */
  readonly redrawn: readonly PagePart[];
}

/** Whether there is anything to flatten: a field or a widget. An empty form is none. */
export function hasForm(reader: PdfReader, pages: readonly PageWidgets[]): boolean {
  const form = reader.dictAt(reader.catalog, 'AcroForm');
  return pages.length > 0 || (form !== null && (reader.arrayAt(form, 'Fields')?.length ?? 0) > 0);
}

/**
 * The file with its form as part of the pages, as it looks now: appearances stay where they are, values without one are set
 * in our fonts, push buttons and what is hidden go. The form itself is gone. Only for files nobody has signed.
 * Throws `pdf-damaged`, `pdf-too-complex`.
 */
export function flattenForm(reader: PdfReader, pages: readonly PageWidgets[], fonts: FontSet): FlattenedForm {
  const flattener = new FormFlattener(reader, fonts);
  const drawn = pages.map((page) => ({ ...page, widgets: withUnderlying(reader, page) }));
  for (const page of drawn) flattener.chooseLooks(page);
  return { bytes: flattener.write(drawn), redrawn: flattener.redrawn };
}

type ChosenLook = Appearance | DrawnAppearance;

class FormFlattener {
  readonly redrawn: PagePart[] = [];
  private readonly changes: FileChanges;
  private readonly register: FontRegister;
  private readonly form: PdfDict;
  private readonly alwaysDraws: boolean;
  private readonly looks = new Map<Widget, ChosenLook>();

  constructor(
    private readonly reader: PdfReader,
    private readonly fonts: FontSet,
  ) {
    this.changes = new FileChanges(reader);
    this.register = new FontRegister(fonts.subset);
    this.form = reader.dictAt(reader.catalog, 'AcroForm') ?? new PdfDict();
    this.alwaysDraws = reader.resolve(this.form.get('NeedAppearances')) === true;
  }

  chooseLooks({ widgets }: PageWidgets): void {
    for (const widget of widgets) {
      const isField = isWidget(this.reader, widget.dict);
      const look = widget.seen && (isField ? this.lookOf(widget) : this.drawingOf(widget));
      if (look) this.looks.set(widget, look);
    }
  }

  write(pages: readonly PageWidgets[]): Uint8Array {
    const fontResources = writeFonts(this.changes, this.register.describe());
    const tags = FormTags.open(this.reader);
    for (const { page, widgets } of pages) {
      const drawn = this.looksOf(page, widgets, tags, fontResources);
      for (const widget of widgets) {
        tags?.forget(widget);
        if (widget.objectNumber !== null) this.changes.remove(widget.objectNumber);
      }
      const changed = drawOnPage(this.reader, this.changes, page, drawn);
      this.removeDrawn(changed, new Set(widgets.map(({ dict }) => dict)));
      const key = tags?.keyOf(page) ?? null;
      if (key !== null) changed.set('StructParents', key);
      this.changes.replace(page.reference.objectNumber, changed);
    }
    this.removeForm(tags?.write(this.changes) ?? null);
    return this.changes.write();
  }

  /** In the order of the page; looks of ours that follow on each other as one. */
  private looksOf(page: Page, widgets: readonly Widget[], tags: FormTags | null, fonts: PdfDict): Look[] {
    const looks: Look[] = [];
    let run: DrawnOnPage[] = [];
    const add = ({ drawn, onto }: DrawnOnPage, mark: number | null): void => {
      looks.push({ appearance: addDrawn(this.changes, drawn, fonts), onto, mark });
    };
    const endRun = (): void => {
      if (run.length > 0) add(bundleDrawn(run), null);
      run = [];
    };
    for (const widget of widgets) {
      const look = this.looks.get(widget);
      const { rectangle: onto } = widget;
      if (!look || !onto) continue;
      const isField = isWidget(this.reader, widget.dict);
      const mark = (isField ? tags?.mark(page, widget) : null) ?? null;
      if (!('form' in look) && mark === null) {
        run.push({ drawn: look, onto });
        continue;
      }
      endRun();
      if ('form' in look) looks.push({ appearance: look, onto, mark });
      else add({ drawn: look, onto }, mark);
    }
    endRun();
    return looks;
  }

  private drawingOf(drawing: Widget): ChosenLook | null {
    const existing = existingAppearance(this.reader, drawing);
    return existing && this.asForm(existing);
  }

  private asForm(existing: ExistingAppearance): Appearance {
    const stream = asFormXObject(this.reader, existing, this.reader.dictAt(this.form, 'DR'));
    return stream === existing.stream ? existing : { ...existing, form: this.changes.add(stream) };
  }

  private lookOf(widget: Widget): ChosenLook | null {
    const { field } = widget;
    const existing = existingAppearance(this.reader, widget);
    const isButton = field.type === 'Btn' && field.has('pushButton');
    if (isButton && !this.hasPicture(widget, existing)) {
      if (existing?.drawsSomething) this.noteRedrawn(widget);
      return null;
    }
    const hasText = field.type === 'Tx' || field.type === 'Ch';
    const isStale = hasText && (this.alwaysDraws || (field.isFilled && !existing?.drawsSomething));
    if (existing && !isStale) {
      return existing.drawsSomething ? this.asForm(existing) : null;
    }
    const pen = { fonts: this.fonts, codeFor: this.register.codeFor };
    const drawn = drawAppearance(this.reader, widget, this.defaultLook(), pen);
    if (drawn || existing) this.noteRedrawn(widget);
    return drawn;
  }

  /** A picture somebody put into an image field, which is a push button, is content. */
  private hasPicture({ dict }: Widget, existing: ExistingAppearance | null): boolean {
    const look = this.reader.dictAt(dict, 'MK');
    if (look !== null && this.reader.resolve(look.get('I')) !== null) return true;
    return existing !== null && holdsPicture(this.reader, existing.stream);
  }

  private defaultLook(): PdfObject {
    return this.reader.resolve(this.form.get('DA'));
  }

  private noteRedrawn({ pageIndex, seen }: Widget): void {
    if (seen) this.redrawn.push({ pageIndex, box: seen });
  }

  /** With the pop-up windows of what is now drawn. */
  private removeDrawn(page: PdfDict, drawn: ReadonlySet<PdfObject>): void {
    const annotations = this.reader.arrayAt(page, 'Annots') ?? [];
    const kept = annotations.filter((item) => {
      const annotation = this.reader.resolve(item);
      if (drawn.has(annotation) || isWidget(this.reader, annotation)) return false;
      const owner = annotation instanceof PdfDict ? this.reader.resolve(annotation.get('Parent')) : null;
      return owner === null || !drawn.has(owner);
    });
    if (kept.length > 0) page.set('Annots', kept);
    else page.delete('Annots');
  }

  private removeForm(tagRoot: PdfDict | null): void {
    const root = this.reader.trailer.get('Root');
    if (!(root instanceof PdfRef)) return;
    const catalog = new PdfDict(this.reader.catalog);
    catalog.delete('AcroForm');
    if (tagRoot) catalog.set('StructTreeRoot', tagRoot);
    this.changes.replace(root.objectNumber, catalog);
  }
}
