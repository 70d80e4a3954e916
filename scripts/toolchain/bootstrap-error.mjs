/** Something the person at the keyboard has to put right; the message is one clear sentence and is all they see. */
export class BootstrapError extends Error {}
