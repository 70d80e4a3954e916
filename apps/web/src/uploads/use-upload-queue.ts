'use client';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { browserCall } from '@/api/browser';
import { finishUpload, type UploadedDocument, type UploadLimits } from '@/api/upload';
import { sendInPieces } from './send-in-pieces';
import { UploadQueue } from './upload-queue';
import { isOnTheWay, type UploadRow } from './upload-row';

interface Wishes {
  readonly limits: UploadLimits;
  readonly besides: readonly string[];
  readonly onDocument: (document: UploadedDocument, rowId: string) => void;
}

/** A queue of uploads that lives as long as its page, and asks before the page is left in the middle. */
export function useUploadQueue(wishes: Wishes): { queue: UploadQueue; rows: readonly UploadRow[] } {
  const latest = useRef(wishes);
  useEffect(() => {
    latest.current = wishes;
  });
  const [queue] = useState(
    () =>
      new UploadQueue(
        {
          send: sendInPieces,
          finish: (uploadId, besides, signal) => finishUpload(browserCall, uploadId, besides, signal),
          besides: () => latest.current.besides,
          onDocument: (document, rowId) => latest.current.onDocument(document, rowId),
        },
        wishes.limits,
      ),
  );
  const rows = useSyncExternalStore(queue.subscribe, queue.snapshot, queue.snapshot);
  useEffect(() => {
    const away = () => queue.setOnline(false);
    const back = () => queue.setOnline(true);
    window.addEventListener('offline', away);
    window.addEventListener('online', back);
    if (!navigator.onLine) away();
    return () => {
      window.removeEventListener('offline', away);
      window.removeEventListener('online', back);
      queue.stop();
    };
  }, [queue]);
  const isBusy = rows.some(isOnTheWay);
  useEffect(() => {
    if (!isBusy) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isBusy]);
  return { queue, rows };
}
