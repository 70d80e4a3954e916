import { Skeleton } from './states';

const rows = ['w-64', 'w-80', 'w-48', 'w-72', 'w-56', 'w-80'];

/** Six rows of grey where a list will be; `label` is announced once. */
export function ListSkeleton({ label }: { label: string }) {
  return (
    <div role="status" className="divide-y divide-line rounded-lg border border-line bg-sheet">
      <span className="sr-only">{label}</span>
      {rows.map((width, index) => (
        <div key={`${width}-${index.toString()}`} className="flex items-center gap-6 px-5 py-4">
          <Skeleton className={`h-4 max-w-[60%] ${width}`} />
          <Skeleton className="ml-auto h-4 w-24" />
        </div>
      ))}
    </div>
  );
}
