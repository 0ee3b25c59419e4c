import { isAbsolute } from 'node:path';
import type { Audit } from '../audit/audit.ts';
import type { AdminHandler } from './admin-socket.ts';
import { backupTo } from './backup.ts';
import type { Storage } from './storage.ts';

/** The commands a running gateway answers on its admin socket. Restore is none: it needs an empty database and no gateway. */
export function adminHandlers(storage: Storage, audit: Audit): Readonly<Record<string, AdminHandler>> {
  return {
    async backup([file]) {
      if (!file || !isAbsolute(file)) throw new Error('backup needs the absolute path of a file');
      return backupTo(storage, file);
    },
    async verify() {
      await audit.seal();
      return audit.verify();
    },
    async restore() {
      throw new Error('The gateway is running: stop it, and restore into an empty data folder or database.');
    },
  };
}
