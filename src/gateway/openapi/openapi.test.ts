import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRegistry, loadServices } from '../registry.ts';
import { openapiDocument } from './document.ts';

const registry = createRegistry(await loadServices());
const document = JSON.parse(JSON.stringify(openapiDocument(registry))) as { paths: Record<string, Record<string, { operationId: string }>> };

describe('docs/openapi.json', () => {
  test('follows the declarations (npm run openapi writes it)', () => {
    expect(JSON.parse(readFileSync(join(import.meta.dirname, '../../../docs/openapi.json'), 'utf8'))).toEqual(document);
  });
  test('has every operation once, under its own path and method', () => {
    const named = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, one]) => `${method} ${path} ${one.operationId}`));
    expect(named.sort()).toEqual(registry.operations.map((one) => `${one.method.toLowerCase()} ${one.path} ${one.name}`).sort());
    expect(named.length).toBeGreaterThanOrEqual(12);
  });
});
