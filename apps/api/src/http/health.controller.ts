import { Controller, Get, HttpCode, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { Operation } from './operation.decorator.js';
import { everyone, Policy } from './policy.decorator.js';
import { Readiness, type ReadinessReport } from './readiness.js';

const report = z.object({
  status: z.enum(['ok', 'unavailable']),
  checks: z.record(z.string(), z.object({ state: z.enum(['ok', 'warn', 'fail']), detail: z.string() })),
});

/** For supervisors and load balancers. */
@Controller()
export class HealthController {
  constructor(@Inject(Readiness) private readonly readiness: Readiness) {}

  @Get('healthz')
  @HttpCode(200)
  @Policy(everyone)
  @Operation({ summary: 'The process is up' })
  healthz() {
    return { status: 'ok' };
  }

  @Get('readyz')
  @Policy(everyone)
  @Operation({ summary: 'Everything needed to work is there', answer: report })
  async readyz(@Res({ passthrough: true }) response: Response): Promise<ReadinessReport> {
    const answer = await this.readiness.check();
    response.status(answer.status === 'ok' ? 200 : 503);
    return answer;
  }
}
