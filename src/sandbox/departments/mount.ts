import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DepartmentStandIn, StandInAnswer } from '../../contract/stand-in.ts';
import type { Faults } from '../faults.ts';
import type { DepartmentCredentials } from './credentials.ts';
import { deriveDepartmentCredentials } from './credentials.ts';
import { nationalAnswers } from './national.ts';
import { provincialAnswers } from './provincial.ts';

export interface DepartmentsOptions {
  readonly standIns: readonly DepartmentStandIn[];
  readonly faults: Faults;
  /** By department id; one without an entry gets derived ones. */
  readonly credentials?: Readonly<Record<string, DepartmentCredentials>>;
  /** From which missing credentials are derived. */
  readonly citySecret: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A call as it reaches a dialect, before any check. */
export interface RawCall {
  readonly method: string;
  /** Whole path as it arrived, without query. */
  readonly path: string;
  /** Path below the department, without leading slash. */
  readonly below: string;
  /** Raw query text without `?`. */
  readonly query: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

/** One department behind its dialect's door. */
export type DialectAnswers = (call: RawCall) => StandInAnswer;

function rawCall(request: FastifyRequest, mount: string): RawCall {
  const [path = '', query = ''] = (request.raw.url ?? '').split('?', 2);
  return {
    method: request.method,
    path,
    below: path.slice(mount.length + 1),
    query,
    headers: request.headers,
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  };
}

/** Dialect of one stand-in with its credentials; throws when the credentials are those of the other dialect. */
function dialectOf(standIn: DepartmentStandIn, options: DepartmentsOptions): DialectAnswers {
  const { id, dialect } = standIn.department;
  const given = options.credentials?.[id];
  if (dialect === 'national-exchange') {
    const credentials = given ?? deriveDepartmentCredentials(options.citySecret, id, dialect);
    if (!('appKey' in credentials)) throw new Error(`credentials of department ${id}: sid, rid and appKey expected`);
    return nationalAnswers(standIn, credentials, options);
  }
  const credentials = given ?? deriveDepartmentCredentials(options.citySecret, id, dialect);
  if (!('sk' in credentials)) throw new Error(`credentials of department ${id}: ak and sk expected`);
  return provincialAnswers(standIn, credentials, options);
}

/**
 * Mounts every stand-in at `/departments/<id>/…` behind its dialect. Faults of the connection are not handled here:
 * one hook of the sandbox applies them to all prefixes.
 */
export function mountDepartments(app: FastifyInstance, options: DepartmentsOptions): void {
  void app.register(async (scope) => {
    // Signatures cover the exact bytes, so nothing is parsed before the door.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 65_536 }, (_request, body, done) => done(null, body));
    for (const standIn of options.standIns) {
      const mount = `/departments/${standIn.department.id}`;
      const answers = dialectOf(standIn, options);
      scope.all(`${mount}/*`, async (request, reply) => {
        const said = answers(rawCall(request, mount));
        const answer = (await said.later) ?? said;
        if (answer.status === 429) void reply.header('retry-after', '1');
        return reply.code(answer.status ?? 200).type('application/json; charset=utf-8').send(JSON.stringify(answer.body));
      });
    }
  });
}
