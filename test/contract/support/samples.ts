import * as v from 'valibot';

interface Node {
  readonly wrapped?: v.GenericSchema;
  readonly entries?: Readonly<Record<string, v.GenericSchema>>;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly item?: v.GenericSchema;
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[];
}

/** Values of fields whose rule a machine cannot guess. */
const byName: Readonly<Record<string, string>> = {
  name: '测试人', credentialNo: '11010519491231002X', returnTo: '/pages/home/index', operation: 'city.info', kind: 'item', period: '2026-01',
  birthMonth: '1970-03', dataDate: '2026-01-31', words: '这个月的数字和我的工资单对不上', code: '8A7B6C5D',
};

/** A value that satisfies a schema. */
export function sampleOf(schema: v.GenericSchema, name = ''): unknown {
  const node = schema as v.GenericSchema & Node;
  switch (schema.type) {
    case 'optional': return undefined;
    case 'nullable': return sampleOf(node.wrapped!, name);
    case 'picklist': return node.options?.[0];
    case 'literal': return node.literal;
    case 'boolean': return true;
    case 'number': return Number(node.pipe?.find((one) => one.type === 'min_value')?.requirement ?? 1);
    case 'record': return { words: '写到一半' };
    case 'array': return [sampleOf(node.item!, name)];
    case 'object':
    case 'strict_object':
      return Object.fromEntries(Object.entries(node.entries ?? {}).map(([key, child]) => [key, sampleOf(child, key)]).filter(([, one]) => one !== undefined));
    default: {
      // A document's code and a digest look different from everything else that is called so.
      const fitting = [byName[name] ?? 'abcdefgh12345678', 'ABCDEFGH2345', '0'.repeat(64)].find((one) => v.safeParse(schema, one).success);
      return fitting ?? byName[name] ?? 'abcdefgh12345678';
    }
  }
}

export interface Mutation {
  readonly what: string;
  readonly body: Record<string, unknown>;
  /** Field the problem must name; empty for an unknown one, whose name is not repeated. */
  readonly field: string;
}

/** Never part of a good answer: looked for in every reply. */
export const script = '<script>alert(1)</script>';

/** Each field missing, of a wrong type, too long, with script in it; and one field too many. */
export function mutationsOf(schema: v.GenericSchema): Mutation[] {
  const node = schema as v.GenericSchema & Node;
  const good = sampleOf(schema) as Record<string, unknown>;
  const found: Mutation[] = [
    { what: 'an unknown field', body: { ...good, surprise: 1 }, field: '' },
    { what: 'an unknown field with a script as its name', body: { ...good, [script]: 1 }, field: '' },
  ];
  for (const [key, child] of Object.entries(node.entries ?? {})) {
    if (child.type !== 'optional') {
      const { [key]: _gone, ...rest } = good;
      found.push({ what: `${key} missing`, body: rest, field: key });
    }
    const wrong = [
      { what: `${key} of a wrong type`, value: child.type === 'number' ? '1' : 12345 },
      { what: `${key} an object`, value: { $gt: '' } },
      { what: `${key} a list`, value: [[[]]] },
      { what: `${key} too long`, value: 'x'.repeat(9000) },
      { what: `${key} with a script`, value: script },
    ];
    for (const { what, value } of wrong) {
      // A schema that takes the value (words may hold any text) makes no case.
      if (v.safeParse(schema, { ...good, [key]: value }).success) continue;
      found.push({ what, body: { ...good, [key]: value }, field: key });
    }
  }
  return found;
}
