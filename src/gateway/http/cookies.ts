import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CookieJar } from '../ports.ts';

const nameRule = /^[A-Za-z0-9_-]{1,64}$/;
const valueRule = /^[A-Za-z0-9._~+/=-]{0,4096}$/;

/** Cookies of one call. Values are ours: letters, digits and `._~+/=-` only, so nothing has to be escaped. */
export function cookieJar(request: FastifyRequest, reply: FastifyReply): CookieJar {
  return {
    read(name) {
      for (const part of (request.headers.cookie ?? '').split(';')) {
        const at = part.indexOf('=');
        if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
      }
      return undefined;
    },
    set(name, value, maxAgeSeconds) {
      if (!nameRule.test(name) || !valueRule.test(value)) throw new Error(`Cookie ${name} cannot be written as it is`);
      const cookie = `${name}=${value}; Max-Age=${Math.trunc(maxAgeSeconds)}; Path=/; HttpOnly; Secure; SameSite=Lax`;
      const before = reply.getHeader('set-cookie');
      reply.header('set-cookie', before === undefined ? cookie : [...(Array.isArray(before) ? before : [String(before)]), cookie]);
    },
  };
}
