import { walkOperators } from '../pdf/content-operators.js';

/** How often a content stream uses what its resources name. */
export interface Uses {
  /** Operators in all. */
  readonly operators: number;
  /** Forms and images. */
  readonly objects: ReadonlyMap<string, number>;
  /** Times something is painted with a pattern. */
  readonly patterns: ReadonlyMap<string, number>;
  /** Times something is painted under a graphics state, which may have a mask. */
  readonly states: ReadonlyMap<string, number>;
  /** Times a font shows text. */
  readonly fonts: ReadonlyMap<string, number>;
}

const PAINT = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'sh', 'Do', 'EI']);
const SHOW = new Set(['Tj', 'TJ', "'", '"']);

/** Counts without interpreting: `q` and `Q` are not followed, so a state counts until the next one is set. */
export function countUses(content: Uint8Array): Uses {
  const [objects, patterns, states, fonts] = [0, 1, 2, 3].map(() => new Map<string, number>()) as [
    Map<string, number>,
    Map<string, number>,
    Map<string, number>,
    Map<string, number>,
  ];
  let operators = 0;
  let [pattern, state, font] = ['', '', ''];
  walkOperators(content, {
    operator(keyword, lastName) {
      operators++;
      if (keyword === 'Do') add(objects, lastName);
      else if (keyword === 'scn' || keyword === 'SCN') pattern = lastName;
      else if (keyword === 'gs') state = lastName;
      else if (keyword === 'Tf') font = lastName;
      const isShow = SHOW.has(keyword);
      if (isShow) add(fonts, font);
      if (isShow || PAINT.has(keyword)) {
        add(patterns, pattern);
        add(states, state);
      }
    },
  });
  return { operators, objects, patterns, states, fonts };
}

function add(counts: Map<string, number>, key: string): void {
  if (key !== '') counts.set(key, (counts.get(key) ?? 0) + 1);
}
