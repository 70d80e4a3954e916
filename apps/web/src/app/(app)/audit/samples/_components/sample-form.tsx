'use client';
import { Dices } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { drawSample, type Sample, type SampleFacts } from '@/api/audit';
import { browserCall } from '@/api/browser';
import { type Problem, toProblem } from '@/api/problem';
import { beginOf, endOf } from '@/audit/search-query';
import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/error-state';
import { TextField } from '@/ui/field';
import { Panel } from '@/ui/panel';

type Fault = 'from' | 'to' | 'count' | 'seed';

/** @param props.like an earlier sample: its very period, size and seed, so that the same envelopes come out */
export function SampleForm(props: { like: SampleFacts | null; onDrawn: (sample: Sample) => void }) {
  const t = useTranslations('audit');
  const form = useRef<HTMLFormElement>(null);
  const [count, setCount] = useState(String(props.like?.count ?? 25));
  const [fault, setFault] = useState<Fault | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wanted = read(event.currentTarget, props.like);
    setFault(wanted.fault);
    if (wanted.fault) return form.current?.querySelector<HTMLInputElement>(`[name=${wanted.fault}]`)?.focus();
    setBusy(true);
    setProblem(null);
    try {
      props.onDrawn(await drawSample(browserCall, wanted.order));
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel>
      <form ref={form} onSubmit={submit} noValidate className="grid gap-4 sm:grid-cols-3">
        {problem ? (
          <div className="sm:col-span-3">
            <ErrorState problem={problem} onRetry={() => setProblem(null)} />
          </div>
        ) : null}
        <Period like={props.like} fault={fault} />
        <TextField
          label={t('sampleCount')}
          name="count"
          inputMode="numeric"
          value={count}
          onChange={(event) => setCount(event.target.value)}
          error={fault === 'count' ? t('sampleCountInvalid') : undefined}
        />
        <TextField
          label={t('seed')}
          hint={t('seedHint')}
          name="seed"
          defaultValue={props.like?.seed ?? ''}
          spellCheck={false}
          autoComplete="off"
          maxLength={200}
          error={fault === 'seed' ? t('seedInvalid') : undefined}
          className="sm:col-span-3 [&_input]:font-mono [&_input]:text-[0.8125rem]"
        />
        <div className="sm:col-span-3">
          <Button type="submit" kind="primary" busy={busy}>
            <Dices aria-hidden="true" />
            {t('draw', { count: Number(count) || 0 })}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

function Period({ like, fault }: { like: SampleFacts | null; fault: Fault | null }) {
  const t = useTranslations('audit');
  const today = localDay(new Date());
  const error = (name: Fault) => (fault === name ? t('periodInvalid') : undefined);
  return (
    <>
      <TextField
        label={t('sampleFrom')}
        name="from"
        type="date"
        defaultValue={like ? localDay(new Date(like.from)) : `${today.slice(0, 4)}-01-01`}
        error={error('from')}
      />
      <TextField
        label={t('sampleTo')}
        name="to"
        type="date"
        defaultValue={like ? localDay(new Date(Date.parse(like.to) - 1)) : today}
        error={error('to')}
      />
    </>
  );
}

function read(form: HTMLFormElement, like: SampleFacts | null) {
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? '').trim();
  const [from, to, count, seed] = [text('from'), text('to'), Number(text('count')), text('seed')];
  const isSamePeriod =
    like && localDay(new Date(like.from)) === from && localDay(new Date(Date.parse(like.to) - 1)) === to;
  const fault: Fault | null = !from
    ? 'from'
    : !to || to < from
      ? 'to'
      : !Number.isInteger(count) || count < 1 || count > 1_000
        ? 'count'
        : seed !== '' && !/^[!-~]{8,200}$/.test(seed)
          ? 'seed'
          : null;
  const period = isSamePeriod
    ? { from: like.from, to: like.to }
    : { from: fault ? '' : beginOf(from).toISOString(), to: fault ? '' : endOf(to).toISOString() };
  return { fault, order: { ...period, count, ...(seed && { seed }) } };
}

/** yyyy-mm-dd in the visitor's zone. */
function localDay(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
