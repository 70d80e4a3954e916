'use client';
import { useQuery } from '@tanstack/react-query';
import { browserCall } from '@/api/browser';
import { type Envelope, envelopeLiveUrl, getEnvelope, listEvents, type StoryEvent } from '@/api/envelopes';
import { useLive } from '@/live/use-live';
import { EnvelopeHeader } from './envelope-header';
import { EnvelopeNotices } from './envelope-notices';
import { EnvelopePages } from './envelope-pages';
import { FilesPanel } from './files-panel';
import { PeopleProgress } from './people-progress';
import { StoryPanel } from './story-panel';

/** One envelope while it is out and after: who, what happened, what can be taken away. */
export function EnvelopeDesk({ initial, events }: { initial: Envelope; events: readonly StoryEvent[] }) {
  const { id } = initial;
  const live = useLive<Envelope>({
    url: envelopeLiveUrl(id),
    event: 'envelope',
    initial,
    fetchNow: () => getEnvelope(browserCall, id),
    on: true,
  });
  const envelope = live.value;
  const story = useQuery({
    queryKey: ['events', id, envelope.version, envelope.updatedAt, envelope.certificateAvailable],
    queryFn: async () => (await listEvents(browserCall, id)).items,
    placeholderData: (before) => before ?? events,
  });
  return (
    <div className="space-y-5">
      <EnvelopeHeader envelope={envelope} onChanged={live.set} />
      <EnvelopeNotices envelope={envelope} onChanged={live.set} />
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_24rem] xl:grid-rows-[auto_1fr]">
        <PeopleProgress envelope={envelope} />
        <div className="min-w-0 space-y-5 xl:col-start-2 xl:row-span-2 xl:row-start-1">
          <FilesPanel envelope={envelope} />
          <StoryPanel events={story.data ?? events} />
        </div>
        <EnvelopePages envelope={envelope} />
      </div>
    </div>
  );
}
