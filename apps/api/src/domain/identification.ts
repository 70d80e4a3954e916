/** How a link came into the world: mailed to the recipient alone, or shown to somebody else as well. */
export type LinkOrigin = 'mailed' | 'revealed';

/** How a recipient was identified, by evidence in the database and never by what a caller says. */
export type Identification = 'mailed-link' | 'revealed-link';
