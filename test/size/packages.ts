import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** One file of a built package; `path` is relative to the package with forward slashes. */
export interface SizedFile {
  readonly path: string;
  readonly bytes: number;
}

/** A built mini-program, split as the hosts split it for download. */
export interface MiniPackage {
  readonly main: number;
  /** Bytes by root of the sub-package, as app.json names it. */
  readonly subPackages: Readonly<Record<string, number>>;
  readonly total: number;
  readonly files: readonly SizedFile[];
}

/** What a browser fetches before the home page stands. Bytes after gzip, as the gateway sends them. */
export interface FirstLoad {
  readonly script: number;
  readonly style: number;
  /** Each file with its bytes after gzip. */
  readonly files: readonly SizedFile[];
}

/** Every file below a folder. */
export function filesOf(folder: string, below = ''): SizedFile[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    return entry.isDirectory() ? filesOf(folder, path) : [{ path, bytes: statSync(join(folder, path)).size }];
  });
}

interface AppJson {
  readonly subPackages?: readonly { readonly root: string }[];
  readonly subpackages?: readonly { readonly root: string }[];
}

/**
 * Splits a built package into main package and sub-packages by its app.json.
 * @throws when the folder holds no app.json
 */
export function readMiniPackage(folder: string): MiniPackage {
  const app = JSON.parse(readFileSync(join(folder, 'app.json'), 'utf8')) as AppJson;
  const roots = (app.subPackages ?? app.subpackages ?? []).map((one) => one.root.replace(/^\/|\/$/g, ''));
  const files = filesOf(folder);
  const total = sum(files);
  const subPackages = Object.fromEntries(roots.map((root) => [root, sum(files.filter((one) => one.path.startsWith(`${root}/`)))]));
  const main = total - Object.values(subPackages).reduce((all, one) => all + one, 0);
  return { main, subPackages, total, files };
}

const sum = (files: readonly SizedFile[]): number => files.reduce((all, one) => all + one.bytes, 0);

/** Names of the chunks of one page, read from the bundler's own tables in the entry scripts. */
function chunksOf(page: string, scripts: readonly string[]): { ids: string[]; scriptNames: Map<string, string>; styleNames: Map<string, string> } {
  const all = scripts.join('\n');
  const at = all.search(new RegExp(`"?path"?:"/?${page}",\\s*"?load"?:`));
  if (at < 0) throw new Error(`The entry scripts name no chunk for ${page}`);
  const rest = all.slice(at + 10);
  const end = rest.search(/"?path"?:"/);
  const loader = end < 0 ? rest.slice(0, 2000) : rest.slice(0, end);
  const ids = [...loader.matchAll(/\.e\("?(\w+)"?\)/g)].map((one) => one[1] ?? '');
  // Tables look like `"js/"+id+"."+{"68":"b6436679",…}[id]+".js"`.
  const table = (folder: string): Map<string, string> => {
    const found = new RegExp(`"${folder}/"\\+\\w+\\+"\\."\\+\\{([^}]*)\\}`).exec(all)?.[1] ?? '';
    return new Map([...found.matchAll(/"?(\w+)"?:"(\w+)"/g)].map(([, id = '', hash = '']) => [id, `${folder}/${id}.${hash}.${folder}`]));
  };
  return { ids, scriptNames: table('js'), styleNames: table('css') };
}

/**
 * What the browser loads for the first page: scripts and styles that index.html names and the chunks of `page`.
 * @throws when index.html is missing or the page's chunks cannot be found in the entry
 */
export function readFirstLoad(folder: string, page = 'pages/home/index'): FirstLoad {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const named = (pattern: RegExp): string[] => [...html.matchAll(pattern)].map((one) => (one[1] ?? '').replace(/^\.?\//, ''));
  const scripts = named(/<script[^>]+src="([^"]+)"/g);
  const styles = named(/<link[^>]+href="([^"]+\.css)"/g);
  const { ids, scriptNames, styleNames } = chunksOf(page, scripts.map((one) => readFileSync(join(folder, one), 'utf8')));
  if (ids.length === 0) throw new Error(`The entry scripts name no chunk for ${page}`);
  for (const id of ids) {
    const script = scriptNames.get(id);
    if (script === undefined) throw new Error(`Chunk ${id} of ${page} is in no table of the entry scripts`);
    scripts.push(script);
    const style = styleNames.get(id);
    if (style !== undefined && existsSync(join(folder, style))) styles.push(style);
  }
  const zipped = (path: string): SizedFile => ({ path, bytes: gzipSync(readFileSync(join(folder, path))).length });
  const [js, css] = [[...new Set(scripts)].map(zipped), [...new Set(styles)].map(zipped)];
  return { script: sum(js), style: sum(css), files: [...js, ...css] };
}
