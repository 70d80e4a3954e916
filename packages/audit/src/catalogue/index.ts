export { type CatalogueEntry, readCatalogue } from './read-catalogue.js';
export type { EventMember } from './read-members.js';
export { writeEventDocs } from './write-event-docs.js';
