import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { connection } from '../api/connection';
import type { Me } from '../api';
import { closeLocal, openLocal, useLocal, useStanding } from '.';
import { provide } from './provisions';

/** Opens the database of a user for the pages beside it, before any of them asks. */
export function OpenLocal({ me }: { me: Me }) {
  const user = me.user.id;
  useState(() => openLocal(user));
  useEffect(() => {
    openLocal(user);
    return closeLocal;
  }, [user]);
  const isComplete = useStanding()?.complete === true;
  useEffect(() => {
    if (isComplete) void provide(me);
  }, [isComplete, me]);
  return <LocalWatch />;
}

/** What pages show of records that changed on this device is asked for again; many changes at once are one. */
function LocalWatch() {
  const client = useQueryClient();
  const local = useLocal();
  useEffect(() => {
    if (local === null) return undefined;
    const changed = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      timer = undefined;
      for (const id of changed)
        void client.invalidateQueries({ queryKey: ['records', 'signing', id] });
      changed.clear();
      for (const list of ['signings', 'inbox', 'workbench', 'notifications', 'outbox']) {
        void client.invalidateQueries({ queryKey: [list] });
      }
    };
    const stop = local.onChange((records) => {
      // A draft is shown by the form it is typed into: at once.
      for (const id of records) void client.invalidateQueries({ queryKey: ['local', id] });
      records.forEach((id) => changed.add(id));
      timer ??= setTimeout(tell, 300);
    });
    // What waits for its next attempt need not wait longer than the line does.
    let before = connection.state;
    const stopHurrying = connection.subscribe(() => {
      const isBack = before !== 'online' && connection.state === 'online';
      before = connection.state;
      if (isBack && local.snapshot().state === 'ready') {
        void local.ask({ ask: 'hurry' }).catch(() => undefined);
      }
    });
    return () => {
      clearTimeout(timer);
      stop();
      stopHurrying();
    };
  }, [client, local]);
  return null;
}
