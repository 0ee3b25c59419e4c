import type { DepartmentDeclaration } from './department.ts';
import type { Refusal } from './problems.ts';

/** What a handler without a department may know. No session: what it answers is the same for everybody who asks the same. */
export interface ServerContext {
  readonly traceId: string;
  readonly now: Date;
  /** A department the city has, by id, for its name, telephone and outlet; undefined when the city has none of that id. */
  department(id: string): DepartmentDeclaration | undefined;
}

export type ServerOutcome<T> = { readonly ok: true; readonly data: T } | Refusal;

/** Handler of one read that needs no department: rules and tables of the service itself. */
export type ServerHandler = (context: ServerContext, input: never) => ServerOutcome<unknown> | Promise<ServerOutcome<unknown>>;

/** What a service's optional `server.ts` exports as `server`. */
export interface ServerModule {
  /** By operation name. Every operation of the service's contract without a `department` has one. */
  readonly handlers: Readonly<Record<string, ServerHandler>>;
}

/** Helper for handlers that are typed by their operation. */
export type ServerHandlerFor<In, Out> = (context: ServerContext, input: In) => ServerOutcome<Out> | Promise<ServerOutcome<Out>>;
