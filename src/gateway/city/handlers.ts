import { eachField } from '../../contract/field-class.ts';
import { levels, type Level } from '../../contract/levels.ts';
import type { OutputOf } from '../../contract/operation.ts';
import type { cityInfo, privacyLabels } from '../../contract/platform/city.ts';
import type { KillSwitches } from '../http/kill-switches.ts';
import type { Handlers, ReadHandler } from '../ports.ts';
import type { Registry } from '../registry.ts';
import type { CityProfile } from './profile.ts';

export interface CityDeps {
  readonly registry: Registry;
  readonly profile: CityProfile;
  readonly kills: KillSwitches;
  readonly version: string;
}

const lowest = (all: readonly Level[]): Level => levels.find((level) => all.includes(level)) ?? 'L0';

function labelsOf(registry: Registry): OutputOf<typeof privacyLabels>['labels'] {
  return [...registry.purposes.values()].map((purpose) => {
    const users = registry.operations.filter((one) => one.basis.purpose === purpose.id);
    const fields = new Set<string>();
    for (const operation of users) for (const schema of [operation.input, operation.output]) {
      eachField(schema, (_path, facts) => {
        if (facts?.label && (facts.fieldClass === 'personal' || facts.fieldClass === 'sensitive')) fields.add(facts.label);
      });
    }
    const { id, version, title, service, reads, from, why, kept, sharedWith } = purpose;
    const serviceTitle = registry.services.find((one) => one.id === service)?.title ?? '城办';
    return { purpose: id, version, title, service: serviceTitle, basis: users[0]?.basis.basis ?? 'none', reads, from, why, kept, sharedWith, fields: [...fields] };
  });
}

/** Handlers of `city.info` and `privacy.labels`. */
export function cityHandlers({ registry, profile, kills, version }: CityDeps): Handlers {
  const services = registry.services.map(({ id, title, summary, authority, page, aliases, operations }) => ({
    id, title, summary, authority, page, aliases: [...aliases], level: lowest(operations.map((one) => one.level)),
  }));
  const labels = labelsOf(registry);
  const info: ReadHandler<unknown, OutputOf<typeof cityInfo>> = {
    kind: 'read',
    async handle(context) {
      const { city, sandbox, sponsor, operator, filingNo, hotline, complaint, hall } = profile;
      const authorities = registry.departments.map(({ id, authority, phone, outlet }) => ({ id, name: authority, phone, outlet, suspended: kills.reasonOf(id) }));
      return { ok: true, data: { city, sandbox, sponsor, operator, filingNo, hotline, complaint, version, hall, authorities, services, serverTimeMs: context.now.getTime() } };
    },
  };
  const privacy: ReadHandler<unknown, OutputOf<typeof privacyLabels>> = { kind: 'read', handle: async () => ({ ok: true, data: { labels } }) };
  return { 'city.info': info, 'privacy.labels': privacy };
}
