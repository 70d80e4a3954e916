/** The part of a pino logger the queue speaks to. Fields first, then a sentence. */
export interface QueueLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
