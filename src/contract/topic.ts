import type { MessageKind } from './platform/messages.ts';

/** Something a person may want to be told about; declared by the service that knows of it. */
export interface TopicDeclaration {
  /** `service.topic`, for example `socialSecurity.gap`. */
  readonly id: string;
  /** Chinese title, at most 20 characters: host platforms take no more. */
  readonly title: string;
  readonly detail: string;
  /** What to do, at most 20 characters, for the host's message. */
  readonly advice: string;
  /** Purpose that the person has to agree to first; one of the service's own. */
  readonly purpose: string;
  readonly messageKind: MessageKind;
  /** Page the message leads to. */
  readonly page: string;
  /** For dates that a department sets: days before, on which is reminded, largest first. */
  readonly remindDays?: readonly number[];
}
