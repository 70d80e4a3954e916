/** What a clock on the wall of a place shows. */
export type LocalTime = {
  /** `2026-03-29T03:00:00` */
  readonly local: string;
  /** `+02:00` */
  readonly offset: string;
};

const ZONE_NAME = /^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/;
const formats = new Map<string, Intl.DateTimeFormat | null>();

/** Whether this is a zone of the IANA time zone database that this machine knows, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  return formatOf(name) !== null;
}

/** The instant in a zone, its offset as in force then (summer time included). Null for a zone nobody knows. */
export function inZone(iso: string, zone: string): LocalTime | null {
  const atMs = Date.parse(iso);
  const format = formatOf(zone);
  if (format === null || Number.isNaN(atMs)) return null;
  const parts = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
  const [day, time] = [['year', 'month', 'day'] as const, ['hour', 'minute', 'second'] as const];
  const local = `${day.map((type) => parts.get(type)).join('-')}T${time.map((type) => parts.get(type)).join(':')}`;
  const wholeSecondMs = Math.floor(atMs / 1000) * 1000;
  return { local, offset: writeOffset((Date.parse(`${local}Z`) - wholeSecondMs) / 60_000) };
}

function writeOffset(minutes: number): string {
  const size = Math.abs(Math.round(minutes));
  const digits = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${digits(Math.floor(size / 60))}:${digits(size % 60)}`;
}

function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = ZONE_NAME.test(zone) && zone.length <= 64 ? makeFormat(zone) : null;
  // Names come from outside: a list of made-up ones must not fill the memory.
  if (format !== null) formats.set(zone, format);
  return format;
}

function makeFormat(timeZone: string): Intl.DateTimeFormat | null {
  const digits = '2-digit';
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone,
      ...{ year: 'numeric', month: digits, day: digits },
      ...{ hour: digits, minute: digits, second: digits },
      hourCycle: 'h23',
      calendar: 'gregory',
      numberingSystem: 'latn',
    });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
