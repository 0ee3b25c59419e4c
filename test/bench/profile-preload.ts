/** Loaded into a gateway under profile: SIGUSR2 starts the CPU profile, the next one writes it to PROFILE_FILE. Enrolment stays outside of it. */
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

const session = new Session();
session.connect();
await session.post('Profiler.enable');
let running = false;

process.on('SIGUSR2', () => {
  void (async () => {
    if (!running) {
      running = true;
      await session.post('Profiler.start');
      return;
    }
    const { profile } = await session.post('Profiler.stop');
    writeFileSync(process.env['PROFILE_FILE'] ?? 'gateway.cpuprofile', JSON.stringify(profile));
  })();
});
