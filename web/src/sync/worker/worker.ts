/** The owner of a user's local database: opens it, then answers on the channel until its page ends it. */
import type { Bundle } from '@qudao/core';
import { loadSync } from '@qudao/core/sync';
import type { Message, Recover, RecoverEnded, Start, Started, UploadProgress } from '../messages';
import { newId } from '../../api/new_id';
import { definitionsCache } from '../messages';
import { Desk } from './desk';
import { Engine } from './engine';
import { faultOf } from './fault';
import { Files } from './files';
import { GivingUp } from './giving_up';
import { HttpLine } from './line';
import { Prefetch } from './prefetch';
import { Refusal } from './refusal';
import { openDatabase } from './storage';
import { tusSend } from './tus';
import { Upgrades } from './upgrades';
import { Uploads } from './uploads';

self.onmessage = ({ data }: MessageEvent<Start | Recover>) => {
  const ended =
    'recover' in data ? recovered(data) : open(data).then((): Started => ({ ok: true }));
  void ended
    .catch((error: unknown): Started => {
      const { code, message } = faultOf(error);
      return { ok: false, code, detail: message };
    })
    .then((answer) => self.postMessage(answer));
};

async function recovered({ user, key }: Recover): Promise<RecoverEnded> {
  const { recover } = await import('./recovery/recover');
  return { ok: true, recovered: await recover(user, key) };
}

async function open({ user, channel: name, key }: Start): Promise<void> {
  const [sync, database] = await Promise.all([loadSync(), openDatabase(user, key)]);
  const channel = new BroadcastChannel(name);
  const tell = (message: Message) => channel.postMessage(message);
  let locale = 'zh-CN';
  const line = new HttpLine(user, () => locale);
  const tellFiles = (progress: UploadProgress | null) =>
    tell({ kind: 'files', files: files.all(), progress });
  const files: Files = new Files(database, () => tellFiles(null));
  const uploads = new Uploads({
    files,
    send: tusSend(line.headers),
    isOpen: () => ['idle', 'busy'].includes(engine.standing().link),
    told: tellFiles,
  });
  const givingUp = new GivingUp(database, files, line);
  const upgrades = new Upgrades(database, loadDefinition, (event) => void engine.take(event));
  const prefetch = new Prefetch(database, line);
  const engine: Engine = new Engine({
    sync,
    database,
    line,
    user,
    newClientId: newId,
    now: () => Date.now(),
    changed: (records, standing) => {
      desk.look();
      tell({ kind: 'changed', records, standing });
      uploads.look();
      givingUp.look();
      if (standing.link === 'idle' && standing.complete) void prefetch.look(seen);
    },
    failed: (error) => tellDamage(error),
    upgrade: (records) => void upgrades.run(records),
  });
  const desk: Desk = new Desk(database, engine, files, () => uploads.hurry());
  /** What was opened may turn out to be damaged where it had not been read yet: no database any more. */
  const tellDamage = (error: unknown) => {
    const { code: fault, message: detail } = faultOf(error);
    if (fault === 'corrupt') tell({ kind: 'failed', fault, detail });
  };
  const seen = (records: string[]) =>
    tell({ kind: 'changed', records, standing: engine.standing() });

  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'who') {
      tell({ kind: 'here', standing: engine.standing() });
      tellFiles(null);
    }
    if (data.kind !== 'ask') return;
    locale = data.locale;
    void answer(desk, data, tellDamage).then(tell);
  };
  files.sweep(Date.now());
  database.tidy();
  engine.start();
  line.listen(() => {
    engine.poke();
    uploads.hurry();
  });
  tell({ kind: 'open', standing: engine.standing() });
  tellFiles(null);
}

/** As pages keep them (shell/kept_definitions.ts): without a connection the one that was last answered. */
async function loadDefinition(entity: string, version: number): Promise<Bundle> {
  const address = `/api/v1/definitions/${entity}/${version}`;
  const answer =
    (await fetch(address).catch(() => undefined)) ??
    (await caches.match(address, { cacheName: definitionsCache }));
  if (!answer?.ok) throw new Error(`no definition ${entity} ${version}`);
  return (await answer.json()) as Bundle;
}

type Question = Extract<Message, { kind: 'ask' }>;

async function answer(
  desk: Desk,
  { tab, id, ask }: Question,
  failed: (error: unknown) => void,
): Promise<Message> {
  try {
    return { kind: 'answer', tab, id, answer: await desk.answer(ask) };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', tab, id, violation: error.violation };
    const fault = faultOf(error);
    failed(fault);
    return { kind: 'refused', tab, id, violation: { code: `storage.${fault.code}`, path: '' } };
  }
}
