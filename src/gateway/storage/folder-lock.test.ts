import { afterAll, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderHeldError, lockFolder } from './folder-lock.ts';

const root = mkdtempSync(join(tmpdir(), 'chengban-lock-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the lock of a data folder', () => {
  test('a second opener is refused with the process and the folder named', () => {
    const lock = lockFolder(join(root, 'a'));
    expect(() => lockFolder(join(root, 'a'))).toThrow(FolderHeldError);
    expect(() => lockFolder(join(root, 'a'))).toThrow(`${join(root, 'a')} is in use by process ${process.pid}`);
    lock.release();
  });
  test('after the release it can be taken again, and releasing twice is harmless', () => {
    const lock = lockFolder(join(root, 'b'));
    lock.release();
    lock.release();
    lockFolder(join(root, 'b')).release();
    expect(existsSync(join(root, 'b', 'gateway.lock'))).toBe(false);
  });
  test('the lock of a dead process is taken over', async () => {
    const child = spawn(process.execPath, ['-e', '0']);
    await new Promise((resolve) => child.on('exit', resolve));
    const lock = lockFolder(join(root, 'c'));
    lock.release();
    writeFileSync(join(root, 'c', 'gateway.lock'), JSON.stringify({ pid: child.pid, started: '1' }));
    lockFolder(join(root, 'c')).release();
  });
  test('the lock of a dead process whose number another one got is taken over', () => {
    lockFolder(join(root, 'd')).release();
    writeFileSync(join(root, 'd', 'gateway.lock'), JSON.stringify({ pid: process.pid, started: '1' }));
    if (process.platform === 'linux') lockFolder(join(root, 'd')).release();
    else expect(() => lockFolder(join(root, 'd'))).toThrow(FolderHeldError);
  });
  test('half a lock, left by a kill, is taken over', () => {
    lockFolder(join(root, 'e')).release();
    writeFileSync(join(root, 'e', 'gateway.lock'), '{"pi');
    lockFolder(join(root, 'e')).release();
  });
});
