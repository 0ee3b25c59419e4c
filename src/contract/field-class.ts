import * as v from 'valibot';

/**
 * Class of a field: decides masking, log redaction, encryption at rest and what the privacy label says.
 * `public` may be shown to anybody, `internal` is ours, `personal` belongs to a person,
 * `sensitive` is sensitive personal information (个人信息保护法 art. 28) and numbers that identify.
 */
export type FieldClass = 'public' | 'internal' | 'personal' | 'sensitive';

/** How a value is shortened before it leaves the gateway; `none` for values a person must read in full. */
export type MaskStyle = 'none' | 'name' | 'credentialNo' | 'phone' | 'secret';

export interface FieldFacts {
  readonly fieldClass: FieldClass;
  /** Applied to outputs by the gateway; inputs are only redacted in logs. */
  readonly mask?: MaskStyle;
  /** Chinese name of the field, for the privacy label and messages. */
  readonly label?: string;
}

/** Marks a schema with its class: `v.pipe(v.string(), classed('personal', { label: '姓名' }))`. */
export function classed<T>(fieldClass: FieldClass, more: Omit<FieldFacts, 'fieldClass'> = {}) {
  return v.metadata<T, FieldFacts & Record<string, unknown>>({ fieldClass, ...more });
}

type AnySchema = v.GenericSchema | v.GenericSchemaAsync;

/** The facts put on a schema with `classed`, or null when the author forgot. */
export function factsOf(schema: AnySchema): FieldFacts | null {
  const found = v.getMetadata(schema as v.GenericSchema) as Partial<FieldFacts>;
  return found.fieldClass ? (found as FieldFacts) : null;
}

interface Wrapped {
  readonly wrapped?: AnySchema;
  readonly entries?: Record<string, AnySchema>;
  readonly item?: AnySchema;
  readonly options?: readonly AnySchema[];
  readonly value?: AnySchema;
}

/**
 * Walks every leaf of a schema with its dotted path (`rows[].unitFen`).
 * A class given on an object or array covers the leaves below that carry none of their own.
 */
export function eachField(
  schema: AnySchema,
  visit: (path: string, facts: FieldFacts | null, leaf: AnySchema) => void,
  path = '',
  inherited: FieldFacts | null = null,
): void {
  const facts = factsOf(schema) ?? inherited;
  const node = schema as AnySchema & Wrapped;
  if (node.wrapped) return eachField(node.wrapped, visit, path, facts);
  if (node.entries) {
    for (const [key, child] of Object.entries(node.entries)) {
      eachField(child, visit, path ? `${path}.${key}` : key, facts);
    }
    return;
  }
  if (node.item) return eachField(node.item, visit, `${path}[]`, facts);
  if (node.type === 'record' && node.value) return eachField(node.value, visit, `${path}{}`, facts);
  if ((node.type === 'union' || node.type === 'variant') && node.options) {
    for (const option of node.options) eachField(option, visit, path, facts);
    return;
  }
  visit(path, facts, schema);
}
