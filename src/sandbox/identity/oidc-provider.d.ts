/** The part of oidc-provider 9 that the sandbox uses; the package ships no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface Interaction {
    readonly uid: string;
    readonly params: Readonly<Record<string, unknown>>;
  }
  export class Check {
    static readonly REQUEST_PROMPT: boolean;
    static readonly NO_NEED_TO_PROMPT: boolean;
    constructor(reason: string, description: string, check: (ctx: ProviderContext) => boolean);
  }
  export const interactionPolicy: {
    readonly Check: typeof Check;
    base(): { get(name: string): { readonly checks: { add(check: Check): void } } };
  };
  export interface Grant {
    readonly jti: string;
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }
  export interface ProviderContext {
    body: unknown;
    type: string;
    readonly oidc: {
      readonly route?: string;
      readonly session?: { readonly accountId?: string; readonly acr?: string };
      readonly client?: { readonly clientId: string };
      readonly result?: { readonly login?: unknown };
      readonly provider: Provider;
    };
  }
  export default class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>);
    readonly Grant: new (properties: { accountId: string; clientId: string }) => Grant;
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    use(middleware: (ctx: ProviderContext, next: () => Promise<void>) => Promise<void>): void;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionResult(request: IncomingMessage, response: ServerResponse, result: unknown): Promise<string>;
  }
}
