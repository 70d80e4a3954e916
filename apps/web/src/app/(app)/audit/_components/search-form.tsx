'use client';
import { clsx } from 'clsx';
import { Search, SlidersHorizontal } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { auditMoments } from '@/api/audit';
import { envelopeStatuses } from '@/api/envelopes';
import { isFiltered, isHash, readSearch, type SearchFields, searchAddress } from '@/audit/search-query';
import { Button, ButtonLink } from '@/ui/button';
import { CheckField, SelectField, TextField } from '@/ui/field';
import { Panel } from '@/ui/panel';
import { HashField } from './hash-field';

const momentWords = { created: 'momentCreated', sent: 'momentSent', ended: 'momentEnded' } as const;

type Fault = 'hash' | 'period' | null;

export function SearchForm({ fields }: { fields: SearchFields }) {
  const t = useTranslations('audit');
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [fault, setFault] = useState<Fault>(fields.hash && !isHash(fields.hash) ? 'hash' : null);
  // On a phone the rarer filters wait behind a button, so that the answer is near the question.
  const [isWhole, setWhole] = useState(hasMore(fields));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wanted = read(event.currentTarget);
    const found = faultOf(wanted);
    setFault(found);
    if (found) {
      setWhole(true);
      return form.current
        ?.querySelector<HTMLInputElement>(found === 'hash' ? '[name=hash]' : '[name=to]')
        ?.focus();
    }
    router.push(searchAddress(wanted));
  };
  return (
    <search>
      <Panel>
        <form ref={form} onSubmit={submit} noValidate className="grid gap-4 sm:grid-cols-2 lg:grid-cols-6">
          <div className="sm:col-span-1 lg:col-span-3">
            <TextField
              label={t('words')}
              hint={t('wordsHint')}
              name="words"
              type="search"
              defaultValue={fields.words}
              maxLength={200}
            />
          </div>
          <div className="sm:col-span-1 lg:col-span-3">
            <TextField
              label={t('person')}
              hint={t('personHint')}
              name="person"
              type="search"
              defaultValue={fields.person}
              maxLength={320}
            />
          </div>
          <Button
            className="sm:hidden"
            kind="quiet"
            aria-expanded={isWhole}
            aria-controls="more-filters"
            onClick={() => setWhole(!isWhole)}
          >
            <SlidersHorizontal aria-hidden="true" />
            {t('filters')}
          </Button>
          <div
            id="more-filters"
            className={clsx(
              'grid gap-4 sm:col-span-2 sm:grid-cols-2 lg:col-span-6 lg:grid-cols-6',
              !isWhole && 'max-sm:hidden',
            )}
          >
            <div className="sm:col-span-2 lg:col-span-6">
              <HashField
                initial={fields.hash}
                error={fault === 'hash' ? t('hashInvalid') : undefined}
                onTaken={() => setFault(null)}
              />
            </div>
            <Period fields={fields} error={fault === 'period' ? t('periodInvalid') : undefined} />
            <States fields={fields} />
          </div>
          <div className="flex flex-wrap gap-2 sm:col-span-2 lg:col-span-6">
            <Button type="submit" kind="primary">
              <Search aria-hidden="true" />
              {t('find')}
            </Button>
            {isFiltered(fields) ? (
              <ButtonLink href="/audit" kind="quiet">
                {t('clear')}
              </ButtonLink>
            ) : null}
          </div>
        </form>
      </Panel>
    </search>
  );
}

function Period({ fields, error }: { fields: SearchFields; error: string | undefined }) {
  const t = useTranslations('audit');
  return (
    <>
      <SelectField label={t('moment')} name="moment" defaultValue={fields.moment} className="lg:col-span-2">
        {auditMoments.map((moment) => (
          <option key={moment} value={moment}>
            {t(momentWords[moment])}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('from')}
        name="from"
        type="date"
        defaultValue={fields.from}
        className="lg:col-span-2"
      />
      <TextField
        label={t('to')}
        name="to"
        type="date"
        defaultValue={fields.to}
        error={error}
        className="lg:col-span-2"
      />
    </>
  );
}

function States({ fields }: { fields: SearchFields }) {
  const t = useTranslations();
  return (
    <fieldset className="sm:col-span-2 lg:col-span-6">
      <legend className="text-[0.8125rem] font-medium text-ink-soft">{t('audit.states')}</legend>
      <div className="flex flex-wrap gap-x-5 text-sm">
        {envelopeStatuses.map((status) => (
          <CheckField
            key={status}
            name="states"
            value={status}
            label={t(`status.${status}`)}
            defaultChecked={fields.states.includes(status)}
          />
        ))}
        <CheckField name="held" value="yes" label={t('audit.held')} defaultChecked={fields.held} />
      </div>
    </fieldset>
  );
}

const hasMore = ({ hash, from, to, states, held, moment }: SearchFields): boolean =>
  Boolean(hash || from || to || held || states.length > 0 || moment !== 'created');

/** The form speaks the same language as the address. */
function read(form: HTMLFormElement): SearchFields {
  const data = new FormData(form);
  return readSearch({
    get: (name) => (name === 'states' ? data.getAll('states').join('.') : String(data.get(name) ?? '')),
  });
}

function faultOf({ hash, from, to }: SearchFields): Fault {
  if (hash && !isHash(hash)) return 'hash';
  return from && to && to < from ? 'period' : null;
}
