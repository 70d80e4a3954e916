import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Nest's own words as lines of the process log. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown): void {
    this.logger.debug({ nest: String(message) }, 'framework');
  }

  warn(message: unknown): void {
    this.logger.warn({ nest: String(message) }, 'framework');
  }

  error(message: unknown, ...details: unknown[]): void {
    this.logger.error({ nest: String(message), details: details.map(String) }, 'framework');
  }
}
