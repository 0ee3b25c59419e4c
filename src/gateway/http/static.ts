import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Hashes of the inline scripts of the page: only these run inline, nothing that was injected. */
export function inlineScriptHashes(html: string): string[] {
  return [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/gi)].map((one) => hashOf(one[1] ?? ''));
}

/**
 * Content security policy of the browser application. Scripts: our files and the page's own inline ones by hash.
 * Styles may be inline: Taro's router and components set style elements at run time; they cannot run anything.
 */
export function contentSecurityPolicy(html: string, formTargets: readonly string[] = []): string {
  return [
    "default-src 'none'",
    ["script-src 'self'", ...inlineScriptHashes(html)].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ["form-action 'self'", ...formTargets].join(' '),
    "object-src 'none'",
  ].join('; ');
}

/** Serves the built browser application at `/`. Its router is hash: one page, everything else is a file or not found. */
export async function registerStatic(app: FastifyInstance, folder: string): Promise<boolean> {
  const root = resolve(folder);
  if (!existsSync(join(root, 'index.html'))) return false;
  await app.register(fastifyStatic, {
    root,
    wildcard: true,
    index: ['index.html'],
    dotfiles: 'ignore',
    etag: true,
    cacheControl: false,
    setHeaders(response, path) {
      // A name with a content hash never changes its content.
      const hashed = /\.[0-9a-f]{8,}\.\w+$/.test(path);
      response.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      if (path.endsWith('.html')) {
        response.header('content-security-policy', contentSecurityPolicy(readFileSync(path, 'utf8')));
        response.header('cross-origin-opener-policy', 'same-origin');
        response.header('permissions-policy', 'camera=(), microphone=(), geolocation=(self)');
      }
    },
  });
  return true;
}
