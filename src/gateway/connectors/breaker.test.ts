import { describe, expect, test } from '@jest/globals';
import { Breaker } from './breaker.ts';

function build() {
  let now = 0;
  const changes: string[] = [];
  const breaker = new Breaker({ failuresToOpen: 3, openMs: 1000, now: () => now, onChange: (state) => changes.push(state) });
  const call = (ok: boolean) => {
    const pass = breaker.enter();
    if (ok) pass?.succeeded();
    else pass?.failed();
    return pass !== null;
  };
  return { breaker, call, changes, wait: (ms: number) => (now += ms) };
}

describe('breaker', () => {
  test('opens after so many failures in a row and then lets nothing through', () => {
    const { breaker, call } = build();
    for (const ok of [false, false, true, false, false]) call(ok);
    expect(breaker.state).toBe('closed');
    call(false);
    expect(breaker.state).toBe('open');
    expect(call(true)).toBe(false);
  });
  test('opens when every second call fails, though never many in a row', () => {
    const { breaker, call } = build();
    for (let i = 0; i < 20; i += 1) call(i % 2 === 0);
    expect(breaker.state).toBe('open');
  });
  test('sends exactly one probe, and refuses the others at once while it is under way', () => {
    const { breaker, call, wait } = build();
    for (let i = 0; i < 3; i += 1) call(false);
    wait(999);
    expect(breaker.enter()).toBeNull();
    wait(1);
    const probe = breaker.enter();
    expect(probe?.probe).toBe(true);
    expect([breaker.enter(), breaker.enter()]).toEqual([null, null]);
    probe?.succeeded();
    expect(breaker.state).toBe('closed');
  });
  test('a failed probe opens again for the whole time', () => {
    const { breaker, call, changes, wait } = build();
    for (let i = 0; i < 3; i += 1) call(false);
    wait(1000);
    call(false);
    wait(999);
    expect(breaker.refuses()).toBe(true);
    wait(1);
    call(true);
    expect(changes).toEqual(['open', 'halfOpen', 'open', 'halfOpen', 'closed']);
  });
  test('a call that began before the opening changes nothing afterwards', () => {
    const { breaker, call } = build();
    const old = breaker.enter();
    for (let i = 0; i < 3; i += 1) call(false);
    old?.succeeded();
    expect(breaker.state).toBe('open');
  });
});
