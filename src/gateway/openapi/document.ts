import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { eachField } from '../../contract/field-class.ts';
import type { Operation } from '../../contract/operation.ts';
import { nextSteps, problemCodes } from '../../contract/problems.ts';
import { headerNames } from '../../contract/signing.ts';
import { apiBase } from '../http/prepared.ts';
import type { Registry } from '../registry.ts';

type Json = Record<string, unknown>;

/** JSON Schema of one side of an operation. Transformations and checks in code have no form in JSON Schema and are left out. */
function schemaOf(schema: v.GenericSchema, side: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = toJsonSchema(schema, { errorMode: 'ignore', typeMode: side }) as Json;
  return rest;
}

function classesOf(schema: v.GenericSchema): Json {
  const found: Record<string, string> = {};
  eachField(schema, (path, facts) => { if (facts) found[path] = facts.fieldClass; });
  return found;
}

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'next', 'traceId'],
  properties: {
    type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' },
    code: { enum: problemCodes }, next: { enum: nextSteps }, retryAfter: { type: 'integer', description: 'seconds' }, traceId: { type: 'string' },
    fields: { type: 'array', items: { type: 'object', properties: { field: { type: 'string' }, rule: { type: 'string' }, message: { type: 'string' } } } },
    requiredLevel: { type: 'string' }, purposes: { type: 'array', items: { type: 'string' } }, department: { type: 'string' },
  },
};

const envelope = (data: Json): Json => ({
  type: 'object',
  required: ['ok', 'data', 'asOf', 'sources', 'traceId'],
  properties: {
    ok: { const: true }, data, asOf: { type: 'string' }, traceId: { type: 'string' },
    sources: { type: 'array', items: { type: 'object', properties: { department: { type: 'string' }, state: { enum: ['ok', 'stale', 'missing'] }, dataTime: { type: ['string', 'null'] } } } },
  },
});

const headerOf = (name: string, description: string, required: boolean) => ({ name, in: 'header', required, description, schema: { type: 'string' } });

function operationObject(operation: Operation, tag: string): Json {
  const signed = operation.level !== 'L0';
  const parameters = [
    ...(signed ? [
      headerOf(headerNames.time, 'Milliseconds since the epoch, at most 5 minutes off', true),
      headerOf(headerNames.counter, 'Per-session increasing whole number', true),
      headerOf(headerNames.signature, 'Hex HMAC-SHA256 over the canonical text with the session key', true),
    ] : []),
    ...(operation.mutates ? [headerOf(headerNames.idempotencyKey, 'Same key and same content: the same answer, done once', false)] : []),
    headerOf(headerNames.statusInBody, '1: every answer is HTTP 200 and carries its status inside', false),
  ];
  return {
    operationId: operation.name,
    tags: [tag],
    summary: operation.summary,
    ...(signed && { security: [{ session: [] }] }),
    parameters,
    ...(operation.method === 'POST' && { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(operation.input, 'input') } } } }),
    responses: {
      200: { description: 'The answer', content: { 'application/json': { schema: envelope(schemaOf(operation.output, 'output')) } } },
      default: { description: 'A problem of the closed list (RFC 9457)', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
    'x-level': operation.level,
    'x-basis': operation.basis,
    'x-mutates': operation.mutates,
    'x-timeout-ms': operation.timeoutMs,
    'x-rate': operation.rate,
    ...(operation.cacheSeconds !== undefined && { 'x-cache-seconds': operation.cacheSeconds }),
    ...(operation.department !== undefined && { 'x-department': operation.department }),
    'x-field-classes': { input: classesOf(operation.input), output: classesOf(operation.output) },
  };
}

/** The OpenAPI 3.1 document of everything that is declared. Sorted by path, so that it differs only when a declaration does. */
export function openapiDocument(registry: Registry): Json {
  const sorted = [...registry.operations].sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    openapi: '3.1.0',
    info: { title: 'Chengban gateway', version: '1', description: 'Generated from the declarations in src/contract and src/services. Do not edit.' },
    servers: [{ url: apiBase }],
    paths: Object.fromEntries(sorted.map((one) => [one.path, {
      [one.method.toLowerCase()]: operationObject(one, registry.serviceOf(one.name)?.title ?? one.name.split('.')[0] ?? 'platform'),
    }])),
    components: {
      securitySchemes: { session: { type: 'http', scheme: 'bearer', description: 'Sealed session token' } },
      schemas: { Problem: problem },
    },
  };
}
