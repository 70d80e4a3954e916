'use client';
import { useEffect, useRef, useState } from 'react';

export interface LiveSource<T> {
  /** Address of the event stream. */
  readonly url: string;
  /** Name of the events that carry the whole new value as JSON. */
  readonly event: string;
  readonly initial: T;
  /** Asks once, while the stream is down. */
  readonly fetchNow: () => Promise<T>;
  /** False once nothing can change any more. */
  readonly on: boolean;
}

const pollMs = 8000;

/** A value the server pushes; asked for every 8 s while pushing does not work, so the page is never silently stale. */
export function useLive<T>(source: LiveSource<T>): {
  value: T;
  set: (value: T) => void;
  refresh: () => Promise<void>;
} {
  const [value, setValue] = useState(source.initial);
  const [streaming, setStreaming] = useState(true);
  const fetchNow = useRef(source.fetchNow);
  fetchNow.current = source.fetchNow;
  const refresh = useRef(async () => setValue(await fetchNow.current()));
  const { url, event, on } = source;

  useEffect(() => {
    if (!on) return;
    const stream = new EventSource(url);
    const take = (message: MessageEvent<string>) => setValue(JSON.parse(message.data) as T);
    stream.addEventListener(event, take);
    stream.onopen = () => setStreaming(true);
    stream.onerror = () => setStreaming(false);
    return () => stream.close();
  }, [url, event, on]);

  useEffect(() => {
    if (streaming || !on) return;
    const timer = setInterval(() => void refresh.current().catch(() => undefined), pollMs);
    return () => clearInterval(timer);
  }, [streaming, on]);

  return { value, set: setValue, refresh: refresh.current };
}
