export interface DemoSigner {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly routingOrder: number;
}

const names = [
  'Ada Lindqvist',
  'Tomás Ferreira',
  'Zoë Papadopoulos',
  'Jürgen Weiß',
  'Małgorzata Nowak',
  'Nguyễn Thị Hoa',
  'Олена Шевченко',
  'Seán Ó Briain',
];

/** At most this many: their fields share one page. */
export const maxSigners = 20;

/**
 * Invented people at example.com (RFC 2606: nobody's mail). The first signs alone, the others after that side by side,
 * so that both ways of routing are seen. `runId` keeps the addresses of two runs apart in the inbox.
 */
export function demoSigners(count: number, runId: string): DemoSigner[] {
  return Array.from({ length: count }, (_, at) => {
    const round = Math.floor(at / names.length);
    const name = `${names[at % names.length]}${round === 0 ? '' : ` ${round + 1}`}`;
    return {
      key: `signer-${at + 1}`,
      name,
      email: `signer-${at + 1}.${runId}@example.com`,
      routingOrder: at === 0 ? 1 : 2,
    };
  });
}
