/** A message that a person found on the phone. */
export interface ReceivedMessage {
  readonly host: 'weixin' | 'alipay';
  readonly personId: string;
  readonly templateId: string;
  readonly page: string;
  /** Values by their place in the template. */
  readonly data: Readonly<Record<string, string>>;
  readonly at: string;
}

/** What the two hosts delivered, and which templates a person lets through. */
export interface ReceivedMessages {
  list(): readonly ReceivedMessage[];
  clear(): number;
  deliver(message: Omit<ReceivedMessage, 'at'>): void;
  /** The person answered the host's question about a template. */
  answer(host: ReceivedMessage['host'], personId: string, templateId: string, accepted: boolean): void;
  /** Takes one permission; false when there is none (any more). Long-term permissions stay. */
  permit(host: ReceivedMessage['host'], personId: string, templateId: string, longTerm: boolean): boolean;
}

/** @param now the clock, milliseconds */
export function createReceivedMessages(now: () => number): ReceivedMessages {
  const messages: ReceivedMessage[] = [];
  const permissions = new Map<string, number>();
  const keyOf = (...parts: string[]): string => parts.join(' ');
  return {
    list: () => [...messages],
    clear: () => messages.splice(0).length,
    deliver: (message) => messages.push({ ...message, at: new Date(now()).toISOString() }),
    answer(host, personId, templateId, accepted) {
      const key = keyOf(host, personId, templateId);
      permissions.set(key, accepted ? (permissions.get(key) ?? 0) + 1 : 0);
    },
    permit(host, personId, templateId, longTerm) {
      const key = keyOf(host, personId, templateId);
      const left = permissions.get(key) ?? 0;
      if (left === 0) return false;
      if (!longTerm) permissions.set(key, left - 1);
      return true;
    },
  };
}
