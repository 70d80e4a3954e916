import { describe, expect, it } from 'vitest';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { type SampleFormOptions, sampleForm } from '../../testing/sample-form.js';
import { findDateFields } from './find-date-fields.js';
import { findFormFields } from './find-form-fields.js';
import { listWidgets } from './list-widgets.js';

function found(options: SampleFormOptions) {
  const reader = new PdfReader(sampleForm(options));
  return findFormFields(reader, listWidgets(reader), findDateFields(reader)).fields;
}

const MULTILINE = 1 << 12;
const PASSWORD = 1 << 13;
const RADIO = 1 << 15;
const PUSH_BUTTON = 1 << 16;
const COMBO = 1 << 17;
const COMB = 1 << 24;

const states = (on: string): string => `/AP <</N <</${on} 90 0 R /Off 90 0 R>>>> /AS /Off`;

describe('the empty fields of a form', () => {
  it('have the name, the label and the settings their parents give them', () => {
    const fields = found({
      widgets: ['/T (first) /Parent 80 0 R /TU (First name)', '/T (zip) /Parent 80 0 R /MaxLen 5'],
      objects: [`<</T (buyer) /FT /Tx /Ff ${2 + COMB} /Kids [60 0 R 61 0 R]>>`],
      fields: '80 0 R',
    });
    expect(fields).toMatchObject([
      { source: 'form', name: 'buyer.first', type: 'text', label: 'First name', required: true, comb: false },
      { name: 'buyer.zip', label: 'zip', maxLength: 5, comb: true, multiline: false, role: null },
    ]);
  });

  it('get a number where one field has several boxes', () => {
    const fields = found({
      widgets: ['/Parent 80 0 R', '/Parent 80 0 R'],
      objects: ['<</T (name) /FT /Tx /Kids [60 0 R 61 0 R]>>'],
      fields: '80 0 R',
    });
    expect(fields.map(({ name }) => name)).toEqual(['name', 'name 2']);
  });

  it('are told from what is filled in, read-only, hidden, away from the page or no field at all', () => {
    const fields = found({
      widgets: [
        '/FT /Tx /T (empty) /V ( )',
        '/FT /Tx /T (filled) /V (Ada)',
        '/FT /Tx /T (fixed) /Ff 1',
        '/FT /Tx /T (hidden) /F 2',
        '/FT /Tx /T (noview) /F 32',
        '/FT /Tx /T (away) /Rect [700 700 800 720]',
        '/FT /Tx /T (flat) /Rect [50 50 150 50]',
        `/FT /Btn /T (push) /Ff ${PUSH_BUTTON}`,
        '/T (nothing)',
        '/FT /Btn /T (ticked) /V /Yes',
        '/FT /Sig /T (signed) /F 4',
        `/FT /Tx /T (file) /Ff ${1 << 20}`,
        `/FT /Tx /T (secret) /Ff ${PASSWORD + COMB} /MaxLen 4`,
        `/FT /Tx /T (notes) /Ff ${MULTILINE}`,
      ],
    });
    expect(fields.map(({ name, type }) => [name, type])).toEqual([
      ['empty', 'text'],
      ['signed', 'signature'],
      ['secret', 'text'],
      ['notes', 'text'],
    ]);
    expect(fields.map(({ comb }) => comb)).toEqual([false, false, false, false]);
    expect(fields[3]?.multiline).toBe(true);
    expect(fields[1]?.required).toBe(true);
  });

  it('are found on the page also when no list of fields knows them', () => {
    expect(found({ widgets: ['/FT /Tx /T (orphan)'], fields: '' })).toMatchObject([{ name: 'orphan' }]);
  });

  it('offer what can be chosen, with the words people read', () => {
    const fields = found({
      widgets: [
        `/FT /Ch /T (country) /Ff ${COMBO} /Opt [[(de) (Germany)] (France) [(x)]]`,
        `/FT /Ch /T (free) /Ff ${COMBO}`,
      ],
    });
    expect(fields).toMatchObject([
      {
        type: 'dropdown',
        options: [
          { value: 'de', label: 'Germany' },
          { value: 'France', label: 'France' },
          { value: 'x', label: 'x' },
        ],
      },
      { type: 'text', options: [] },
    ]);
  });

  it('make one choice of the buttons that share a field, by flag or by their states', () => {
    const fields = found({
      widgets: [
        `/Parent 80 0 R ${states('a')}`,
        `/Parent 80 0 R ${states('b')}`,
        `/Parent 81 0 R ${states('0')}`,
        `/Parent 81 0 R ${states('1')}`,
        `/FT /Btn /T (agree) ${states('On')}`,
      ],
      objects: [
        `<</T (plan) /FT /Btn /Ff ${RADIO} /Kids [60 0 R 61 0 R]>>`,
        '<</T (status) /FT /Btn /Opt [(single) (married)] /Kids [62 0 R 63 0 R]>>',
        ...Array(8).fill('null'),
        '<</Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 0>>\nstream\n\nendstream',
      ],
      fields: '80 0 R 81 0 R 64 0 R',
    });
    expect(fields.map(({ name, type, group, options }) => [name, type, group, options[0]?.value])).toEqual([
      ['plan a', 'radio', 'plan', 'a'],
      ['plan b', 'radio', 'plan', 'b'],
      ['status single', 'radio', 'status', 'single'],
      ['status married', 'radio', 'status', 'married'],
      ['agree', 'checkbox', null, undefined],
    ]);
  });

  it('take dates when their script says so, and never because of their name', () => {
    const fields = found({
      widgets: [
        '/FT /Tx /T (birth) /AA <</F <</S /JavaScript /JS (AFDate_FormatEx\\("dd.mm.yyyy"\\);)>>>>',
        '/FT /Tx /T (date)',
      ],
    });
    expect(fields.map(({ type }) => type)).toEqual(['date', 'text']);
  });

  it('come with harmless names, whatever the author wrote', () => {
    const hostile = '<FEFF202E0065000A00660000>';
    const fields = found({
      widgets: [
        `/FT /Tx /T ${hostile} /TU (${'x'.repeat(5000)})`,
        '/FT /Tx',
        '/FT /Tx',
        '/FT /Tx /Parent 60 0 R /T (<b>)',
      ],
    });
    expect(fields.map(({ name }) => name)).toEqual(['e f', 'text', 'text 2', 'e f.<b>']);
    expect(fields[0]?.label).toHaveLength(200);
  });

  it('are read although their parents go in a circle', () => {
    const fields = found({
      widgets: ['/Parent 80 0 R'],
      objects: ['<</T (a) /FT /Tx /Parent 80 0 R>>'],
      fields: '',
    });
    expect(fields).toMatchObject([{ name: 'a' }]);
  });

  it('are placed as they are seen on a cropped, turned and scaled page', () => {
    const [upright] = found({
      widgets: ['/FT /Tx /T (a) /Rect [50 700 250 720]'],
      cropBox: [50, 100, 550, 800],
    });
    expect(upright?.box).toEqual({ x: 0, y: 80 / 700, width: 0.4, height: 20 / 700 });
    const [turned] = found({
      ...{ widgets: ['/FT /Tx /T (a) /Rect [50 700 250 720]'], cropBox: [50, 100, 550, 800] },
      ...{ rotations: [90], userUnit: 2 },
    });
    expect(turned?.box).toEqual({ x: 600 / 700, y: 0, width: 20 / 700, height: 0.4 });
    const [partly] = found({ widgets: ['/FT /Tx /T (a) /Rect [-100 700 119 720]'] });
    expect(partly?.box.x).toBe(0);
    expect(partly?.box.width).toBeCloseTo(0.2);
  });
});
