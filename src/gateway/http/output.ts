import type * as v from 'valibot';
import { factsOf, type MaskStyle } from '../../contract/field-class.ts';
import { applyMask } from '../../contract/masking.ts';

type Masker = (value: unknown) => unknown;

interface Node {
  readonly wrapped?: v.GenericSchema;
  readonly entries?: Readonly<Record<string, v.GenericSchema>>;
  readonly item?: v.GenericSchema;
  readonly options?: readonly v.GenericSchema[];
  readonly value?: v.GenericSchema;
}

/**
 * Compiles the masks of an output schema into one function, so that a call walks only what has to be masked.
 * @returns null when nothing in the schema is masked
 */
export function compileMask(schema: v.GenericSchema, inherited: MaskStyle = 'none'): Masker | null {
  const style = factsOf(schema)?.mask ?? inherited;
  const node = schema as v.GenericSchema & Node;
  if (node.wrapped) return compileMask(node.wrapped, style);
  if (node.entries) {
    const masked = Object.entries(node.entries).flatMap(([key, child]) => {
      const mask = compileMask(child, style);
      return mask ? [[key, mask] as const] : [];
    });
    if (masked.length === 0) return null;
    return (value) => {
      if (value === null || typeof value !== 'object') return value;
      const copy: Record<string, unknown> = { ...value };
      for (const [key, mask] of masked) if (copy[key] !== undefined) copy[key] = mask(copy[key]);
      return copy;
    };
  }
  const inner = node.item ?? (schema.type === 'record' ? node.value : undefined);
  if (inner) {
    const mask = compileMask(inner, style);
    if (!mask) return null;
    return (value) => {
      if (Array.isArray(value)) return value.map(mask);
      if (value === null || typeof value !== 'object') return value;
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mask(one)]));
    };
  }
  if (node.options && (schema.type === 'union' || schema.type === 'variant')) {
    const masks = node.options.map((option) => compileMask(option, style)).filter((one) => one !== null);
    if (masks.length === 0) return null;
    return (value) => masks.reduce((one, mask) => mask(one), value);
  }
  if (style === 'none') return null;
  return (value) => (typeof value === 'string' ? applyMask(style, value) : value);
}
