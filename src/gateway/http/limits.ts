import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { isIPv6 } from 'node:net';
import { refuse, type Refusal } from '../../contract/problems.ts';
import { MemoryWindow } from './memory-window.ts';

/** A window that counts calls by key. */
export interface Limit {
  take(key: string): Refusal | null | Promise<Refusal | null>;
}

const tooMany = (waitMs: number): Refusal => refuse('tooManyRequests', { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) });

/** Makes limits: in memory, or shared through Redis with memory as the fall-back while Redis is away. */
export function limitFactory(redis: Redis | null): (name: string, points: number, windowSeconds: number) => Limit {
  return (name, points, windowSeconds) => {
    if (!redis) {
      const window = new MemoryWindow(points, windowSeconds);
      return {
        take(key) {
          const waitMs = window.take(key);
          return waitMs === 0 ? null : tooMany(waitMs);
        },
      };
    }
    const own = { points, duration: windowSeconds, keyPrefix: `cb:limit:${name}` };
    const limiter = new RateLimiterRedis({ ...own, storeClient: redis, insuranceLimiter: new RateLimiterMemory(own), rejectIfRedisNotReady: true });
    return {
      async take(key) {
        try {
          await limiter.consume(key);
          return null;
        } catch (error) {
          if (!(error instanceof RateLimiterRes)) throw error;
          return tooMany(error.msBeforeNext);
        }
      },
    };
  };
}

/** Key of an address: a whole IPv6 /64 is one subscriber. */
export function addressKey(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  const [head = '', tail] = address.split('%', 1)[0]!.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = tail === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return `${groups.slice(0, 4).map((one) => one.replace(/^0+(?=.)/, '').toLowerCase()).join(':')}::/64`;
}
