import type { TopicDeclaration } from '../../contract/topic.ts';
import type { Db } from '../storage/storage.ts';

/** A topic with the current version of the text its purpose has. */
export interface KnownTopic extends TopicDeclaration {
  readonly version: number;
}

/** The newest decision about the topic's purpose is a yes to its current text. */
export async function consented(db: Db, personRef: string, topic: KnownTopic, now: Date): Promise<boolean> {
  const row = await db.selectFrom('consents').select(['decision', 'version', 'until']).where('person_ref', '=', personRef).where('purpose', '=', topic.purpose)
    .orderBy('decided_at', 'desc').orderBy('version', 'desc').executeTakeFirst();
  return row !== undefined && row.decision === 'granted' && row.version === topic.version && (row.until === null || row.until > now);
}

/** Since which local day a person wants to hear of a topic; null when they do not: switched off, consent withdrawn, or its text changed since. */
export async function wantedSince(db: Db, personRef: string, topic: KnownTopic, now: Date): Promise<string | null> {
  const choice = await db.selectFrom('topic_choices').select(['since', 'version']).where('person_ref', '=', personRef).where('topic', '=', topic.id)
    .where('chosen', '=', true).executeTakeFirst();
  if (!choice || choice.version !== topic.version) return null;
  return (await consented(db, personRef, topic, now)) ? choice.since : null;
}
