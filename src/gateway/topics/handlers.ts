import type { DepartmentContext, DepartmentModule, PersonIdentifiers } from '../../contract/department.ts';
import type { InputOf, OutputOf } from '../../contract/operation.ts';
import { topicsChoose, topicsHostAnswer, topicsList } from '../../contract/platform/topics.ts';
import { refuse } from '../../contract/problems.ts';
import { shanghaiDate } from '../../contract/shanghai-time.ts';
import { personOf } from '../cases/drafts.ts';
import type { Connectors } from '../connectors/index.ts';
import type { NoticeSender } from '../notices/hosts.ts';
import type { QuietHours } from '../notices/quiet-hours.ts';
import type { CallContext, Handlers, Outcome, ReadHandler, WriteHandler } from '../ports.ts';
import type { Db, Storage } from '../storage/storage.ts';
import { keepDueDate } from './due-dates.ts';
import { consented, type KnownTopic } from './wanted.ts';

type State = OutputOf<typeof topicsChoose>;

export interface TopicsDeps {
  readonly storage: Storage;
  readonly topics: ReadonlyMap<string, KnownTopic>;
  readonly senders: Readonly<Partial<Record<string, NoticeSender>>>;
  readonly quietHours: QuietHours;
  readonly connectors: Pick<Connectors, 'client'>;
  readonly dueDates: NonNullable<DepartmentModule['dueDates']>;
  identifiersOf(personRef: string): Promise<PersonIdentifiers | null>;
}

/** Handlers of `topics.*`. */
export function topicHandlers({ storage, topics, senders, quietHours, connectors, dueDates, identifiersOf }: TopicsDeps): Handlers {
  async function stateOf(context: CallContext, topic: KnownTopic): Promise<State> {
    const personRef = personOf(context);
    const choice = await storage.db.selectFrom('topic_choices').select(['chosen', 'since', 'version']).where('person_ref', '=', personRef).where('topic', '=', topic.id).executeTakeFirst();
    const agreed = await consented(storage.db, personRef, topic, context.now);
    const chosen = agreed && choice?.chosen === true && choice.version === topic.version;
    const carried = context.session ? (senders[context.session.host]?.kindOf(topic.id) ?? null) : null;
    const said = carried && context.session ? await storage.db.selectFrom('host_subscriptions').select(['state', 'left_count']).where('account_ref', '=', context.session.accountRef).where('topic', '=', topic.id).executeTakeFirst() : undefined;
    return {
      topic: topic.id, title: topic.title, detail: topic.detail, purpose: topic.purpose, version: topic.version, consented: agreed, chosen,
      since: chosen ? (choice?.since ?? null) : null, remindDays: [...(topic.remindDays ?? [])],
      throughHost: {
        templateId: carried?.id ?? null, kind: carried?.kind ?? null,
        // A one-time permission that is used up has to be asked for again.
        state: said === undefined || (said.state === 'accepted' && said.left_count === 0) ? 'unknown' : said.state, left: said?.left_count ?? null,
      },
    };
  }
  const one = async (context: CallContext, id: string): Promise<Outcome<State>> => {
    const topic = topics.get(id);
    return topic ? { ok: true, data: await stateOf(context, topic) } : refuse('notFound');
  };

  const list: ReadHandler<Record<string, never>, OutputOf<typeof topicsList>> = {
    kind: 'read',
    async handle(context) {
      const states: State[] = [];
      for (const topic of topics.values()) states.push(await stateOf(context, topic));
      return { ok: true, data: { topics: states, quietFrom: quietHours.from, quietTo: quietHours.to } };
    },
  };

  /** The date to count back from, asked of the department when a reminder is switched on. */
  async function askDue(context: CallContext, topic: KnownTopic) {
    const ask = dueDates[topic.id];
    if (!topic.remindDays || !ask) return { ok: true, prepared: null } as const;
    if (!(await consented(storage.db, personOf(context), topic, context.now))) return { ok: true, prepared: null } as const;
    const person = await identifiersOf(personOf(context));
    if (!person) return refuse('levelTooLow', { requiredLevel: 'L2' });
    const asked: DepartmentContext = { traceId: context.traceId, now: context.now, person, client: (id) => connectors.client(id) };
    const answer = await ask(asked);
    return answer.ok ? ({ ok: true, prepared: answer.dueOn } as const) : answer;
  }

  const choose: WriteHandler<InputOf<typeof topicsChoose>, State, string | null> = {
    kind: 'write',
    async prepare(context, input) {
      const topic = topics.get(input.topic);
      return topic && input.chosen ? askDue(context, topic) : { ok: true, prepared: null };
    },
    async write(tx, context, input, dueOn) {
      const personRef = personOf(context);
      const topic = topics.get(input.topic);
      if (!topic) return refuse('notFound');
      if (input.chosen && !(await consented(tx, personRef, topic, context.now))) return refuse('consentRequired', { purposes: [topic.purpose] });
      await decide(tx, personRef, topic, input.chosen, context.now);
      if (!input.chosen) await tx.deleteFrom('due_dates').where('person_ref', '=', personRef).where('topic', '=', topic.id).execute();
      else if (dueOn !== null) await keepDueDate(tx, { personRef, topic: topic.id, dueOn, seq: null, now: context.now });
      return { ok: true, reference: topic.id };
    },
    read: (context, id) => one(context, id),
  };

  const hostAnswer: WriteHandler<InputOf<typeof topicsHostAnswer>, State> = {
    kind: 'write',
    async write(tx, context, { topic, answer }) {
      const carried = context.session ? senders[context.session.host]?.kindOf(topic) : null;
      if (!context.session || !topics.has(topic) || !carried) return refuse('notFound');
      const accepted = answer === 'accept';
      const { accountRef } = context.session;
      await tx.insertInto('host_subscriptions').values({
        account_ref: accountRef, topic, state: accepted ? 'accepted' : 'refused', left_count: carried.kind === 'longTerm' ? null : Number(accepted), decided_at: context.now,
      }).onConflict((conflict) => conflict.columns(['account_ref', 'topic']).doUpdateSet((eb) => ({
        state: accepted ? 'accepted' : 'refused', decided_at: context.now,
        // Each yes to a one-time template is one more message.
        left_count: carried.kind === 'longTerm' ? null : accepted ? eb(eb.fn.coalesce('host_subscriptions.left_count', eb.lit(0)), '+', 1) : 0,
      }))).execute();
      return { ok: true, reference: topic };
    },
    read: (context, id) => one(context, id),
  };
  return { [topicsList.name]: list, [topicsChoose.name]: choose, [topicsHostAnswer.name]: hostAnswer };
}

/** Writes the decision. A second yes keeps the day of the first: nothing in between is lost. */
async function decide(tx: Db, personRef: string, topic: KnownTopic, chosen: boolean, now: Date): Promise<void> {
  const before = await tx.selectFrom('topic_choices').select(['chosen', 'version']).where('person_ref', '=', personRef).where('topic', '=', topic.id).executeTakeFirst();
  if (before && before.chosen === chosen && before.version === topic.version) return;
  const row = { chosen, version: topic.version, since: shanghaiDate(now), decided_at: now };
  await tx.insertInto('topic_choices').values({ person_ref: personRef, topic: topic.id, ...row })
    .onConflict((conflict) => conflict.columns(['person_ref', 'topic']).doUpdateSet(row)).execute();
}
