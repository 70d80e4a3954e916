/** The graphemes of a text that the embedded fonts cannot draw; empty when all can be drawn. */
export type FindUndrawable = (text: string, face: 'text' | 'signature') => readonly string[];
