/** The whole file: program, styles and faces. Equal sources, equal bytes. */
export function buildVerifierHtml(): Promise<string>;
