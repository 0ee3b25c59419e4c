import type { Logger } from 'pino';
import type { PersonIdentifiers } from '../contract/department.ts';
import type { Audit } from './audit/audit.ts';
import { createCheckJobs } from './cases/check-jobs.ts';
import { checkRequestHandlers } from './cases/check-requests.ts';
import type { CityProfile } from './city/profile.ts';
import type { Connectors } from './connectors/index.ts';
import { createFeeds } from './feeds/pull.ts';
import { departmentWriteHandlers } from './http/department-write.ts';
import type { KillSwitches } from './http/kill-switches.ts';
import { createAlipayProtocol } from './identity/alipay/client.ts';
import { createHostHttp } from './identity/host-http.ts';
import type { IdentitySettings } from './identity/index.ts';
import { createStableToken } from './identity/weixin/stable-token.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Keys } from './keys/keys.ts';
import { composeAlipay, composeWeixin } from './notices/compose.ts';
import { alipaySender, weixinSender, type NoticeSender } from './notices/hosts.ts';
import { createNotices } from './notices/send.ts';
import type { Metrics } from './observability/metrics.ts';
import type { Handlers } from './ports.ts';
import type { Registry } from './registry.ts';
import type { Storage } from './storage/storage.ts';
import { keepDueDate, remind } from './topics/due-dates.ts';
import { topicHandlers } from './topics/handlers.ts';
import type { KnownTopic } from './topics/wanted.ts';

export interface OutreachDeps {
  readonly storage: Storage;
  readonly keys: Keys;
  readonly audit: Audit;
  readonly connectors: Connectors;
  readonly kills: KillSwitches;
  readonly registry: Registry;
  readonly profile: CityProfile;
  readonly settings: IdentitySettings;
  readonly metrics: Pick<Metrics, 'notice' | 'feed'>;
  readonly log: Logger;
  readonly now: () => Date;
  readonly quietHours: CityProfile['quietHours'];
  identifiersOf(personRef: string): Promise<PersonIdentifiers | null>;
  departmentName(id: string): string | undefined;
}

const reminderKind = 'reminders';

/** Everything in which the platform speaks first, or goes on by itself: feeds, alerts, reminders, messages through the hosts, check requests. */
export function createOutreach(deps: OutreachDeps) {
  const { storage, keys, audit, connectors, kills, registry, profile, metrics, log, now, quietHours, identifiersOf, departmentName } = deps;
  const topics = new Map<string, KnownTopic>(registry.topics.map((one) => [one.id, { ...one, version: registry.purposes.get(one.purpose)?.version ?? 0 }]));
  const senders = hostSenders(deps);
  const announcing = { storage, keys, audit, quietHours };
  const notices = createNotices({
    storage, keys, topics, senders, quietHours, now,
    report(one) {
      metrics.notice(one.host, one.topic, one.state);
      if (one.state === 'failed' || one.state === 'unknown') log.error({ what: 'host message', host: one.host, topic: one.topic, state: one.state, fault: one.fault }, 'a message did not reach a host');
    },
  });
  const feeds = createFeeds({
    ...announcing, feeds: registry.feeds, topics, connectors, kills, now,
    report(one) {
      metrics.feed(one);
      if (one.fault !== null || one.unreadable > 0) log.warn({ what: 'feed', ...one }, 'a feed was not read whole');
    },
  });
  const checks = createCheckJobs({ storage, keys, audit, connectors, desks: registry.checkDesks, now });
  const departmentOf = (operation: string) => registry.operations.find((one) => one.name === operation)?.department;
  const deskFor = (operation: string): string | null => {
    const department = departmentOf(operation) ?? profile.checkRequests.generalDepartment;
    return registry.checkDesks.some((one) => one.department === department) ? department : null;
  };
  checkTemplates(profile, topics, log, now());

  const handlers: Handlers = {
    ...topicHandlers({ storage, topics, senders, quietHours, connectors, dueDates: registry.dueDates, identifiersOf }),
    ...checkRequestHandlers({
      storage, keys, departmentOf: deskFor, departmentName, identifiersOf, workingDays: profile.checkRequests.workingDays,
      known: new Set(registry.operations.map((one) => one.name)),
    }),
    ...departmentWriteHandlers(registry.writers, {
      connectors, identifiersOf, departmentOf,
      async keepDueDate(tx, personRef, { topic, dueOn }, at) {
        const chosen = await tx.selectFrom('topic_choices').select('topic').where('person_ref', '=', personRef).where('topic', '=', topic).where('chosen', '=', true).executeTakeFirst();
        if (chosen) await keepDueDate(tx, { personRef, topic, dueOn, seq: null, now: at });
      },
    }),
  };

  return {
    handlers,
    /** What runs by the clock, for an operator who does not want to wait for it. */
    runs: {
      feeds: () => feeds.pullAll(),
      reminders: async () => ({ told: await remind(announcing, topics, now()) }),
      notices: () => notices.sweep(),
      checks: () => checks.sweep(),
    },
    /** How feeds and messages stand, for operators. */
    async state() {
      const [rows, counts] = await Promise.all([
        storage.db.selectFrom('feeds').select(['feed', 'last_seq', 'pulled_at', 'failing_since']).execute(),
        storage.db.selectFrom('host_notices').select(['state', 'topic', 'fault']).select((eb) => eb.fn.countAll<number>().as('count')).groupBy(['state', 'topic', 'fault']).execute(),
      ]);
      return { feeds: rows, notices: counts.map((one) => ({ ...one, count: Number(one.count) })) };
    },
    register(jobs: Jobs): void {
      feeds.register(jobs);
      notices.register(jobs);
      checks.register(jobs);
      jobs.handle(reminderKind, async () => void (await remind(announcing, topics, now())));
      // After the quiet hours, and once more for a morning on which nothing ran.
      jobs.schedule(reminderKind, '30 8,14 * * *');
    },
  };
}

function hostSenders({ storage, profile, settings, now }: OutreachDeps): Partial<Record<string, NoticeSender>> {
  const http = createHostHttp(storage.assertNoTransaction);
  const clock = () => now().getTime();
  const { weixin, alipay } = settings;
  return {
    ...(weixin && {
      weapp: weixinSender({ config: weixin, http, tokens: createStableToken(weixin, http, clock), templates: profile.hosts.weixin.templates, state: profile.hosts.weixin.miniProgramState }),
    }),
    ...(alipay && { alipay: alipaySender({ protocol: createAlipayProtocol(alipay, http, clock), templates: profile.hosts.alipay.templates }) }),
  };
}

/** Says at start what a host would refuse later. */
function checkTemplates(profile: CityProfile, topics: ReadonlyMap<string, KnownTopic>, log: Logger, at: Date): void {
  for (const topic of topics.values()) {
    const weixin = profile.hosts.weixin.templates[topic.id];
    const alipay = profile.hosts.alipay.templates[topic.id];
    const composed = [['weapp', weixin && composeWeixin(weixin, topic, at)], ['alipay', alipay && composeAlipay(alipay, topic, at)]] as const;
    for (const [host, one] of composed) if (one && !one.ok) log.error({ what: 'message template', host, topic: topic.id, fault: one.rule }, 'a host would refuse this message');
  }
}
