/**
 * Writes docs/openapi.json from the declarations; with `--check` it writes nothing and fails when the file differs.
 * Run: `npm run openapi`, `npm run openapi -- --check`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRegistry, loadServices } from '../registry.ts';
import { openapiDocument } from './document.ts';

const file = join(import.meta.dirname, '../../../docs/openapi.json');
const text = `${JSON.stringify(openapiDocument(createRegistry(await loadServices())), null, 2)}\n`;
if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
  console.log('docs/openapi.json is written.');
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error('docs/openapi.json does not follow the declarations. Run: npm run openapi');
  process.exit(1);
} else console.log('docs/openapi.json follows the declarations.');
