import { describe, expect, it } from 'vitest';
import { parseTag } from './parse-tag.js';
import { TagProblem } from './tag-keys.js';

describe('parseTag', () => {
  it('reads every setting', () => {
    expect(
      parseTag(' TEXT ;role=buyer; name = City ;label=Your city;width=120.5;height=14;maxlength=9;comb;'),
    ).toEqual({
      ...{ type: 'text', role: 'buyer', name: 'City', label: 'Your city', required: null },
      ...{
        widthPt: 120.5,
        heightPt: 14,
        options: [],
        group: null,
        maxLength: 9,
        comb: true,
        multiline: false,
      },
    });
    expect(parseTag('date;required').required).toBe(true);
    expect(parseTag('date;required=false').required).toBe(false);
    expect(parseTag('text;multiline=true')).toMatchObject({ multiline: true, comb: false });
  });

  it('takes a meaning away behind a backslash', () => {
    expect(parseTag('dropdown;name=a\\;b\\=c;options=x\\|y|z\\;|\\\\')).toMatchObject({
      name: 'a;b=c',
      options: ['x|y', 'z;', '\\'],
    });
    expect(parseTag('text;label=1+1=2').label).toBe('1+1=2');
  });

  it('takes no character that turns or hides others', () => {
    expect(parseTag('text;label=a\u202eb\u0007c  d').label).toBe('abc d');
  });

  it.each([
    '',
    'user.name',
    'signature required',
    'text;',
    'text;width=0',
    'text;width=1e3',
    'text;maxlength=0',
    'text;maxlength=99999999',
    'text;required=maybe',
    'checkbox;options=a',
    'text;comb;multiline;maxlength=3',
    'dropdown;options=a||b',
    'dropdown;options=a|a',
    'radio;group=x;options=a|b',
    'text;__proto__=1',
    'text;constructor',
  ])('%s', (inside) => {
    if (inside === 'text;') expect(parseTag(inside).type).toBe('text');
    else expect(() => parseTag(inside)).toThrow(TagProblem);
  });
});
