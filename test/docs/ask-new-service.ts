/** Asks the library card of docs/add-a-service.md as a demo person. Run by add-a-service.ts inside the copy that has the service. */
import type { GoodAnswer } from '../../src/contract/envelope.ts';
import type { Operation } from '../../src/contract/operation.ts';
import { consentsDecide } from '../../src/contract/platform/account.ts';
import { startCity } from '../support/city.ts';
import { Citizen, insist } from '../support/citizen.ts';

// A city that happens to run does not have the new service.
delete process.env['CHENGBAN_CITY'];
// The file exists in the copy only, so its name is not known to the type checker here.
const contract = '../../src/services/library-card/contract.ts';
const { libraryCardStatus } = (await import(contract)) as { libraryCardStatus: Operation };

function expectThat(condition: unknown, what: string): void {
  if (!condition) throw new Error(`expected: ${what}`);
}

const city = await startCity();
try {
  const citizen = new Citizen(city, 'employee');
  await citizen.login();
  const tooLow = await citizen.call(libraryCardStatus, {});
  expectThat(!tooLow.ok && tooLow.problem?.code === 'levelTooLow', 'without a confirmed name it is refused');
  await citizen.realName();
  const without = await citizen.call(libraryCardStatus, {});
  expectThat(!without.ok && without.problem?.code === 'consentRequired', `without consent it is refused, got ${JSON.stringify(without).slice(0, 300)}`);
  await insist(citizen, consentsDecide, { purpose: 'library-card.lib', version: 1, decision: 'granted' }, `consent.${Date.now()}`);
  const answer = (await insist(citizen, libraryCardStatus, {})) as GoodAnswer<{ hasCard: boolean; cardNo: string | null; borrowed: number }>;
  const { hasCard, cardNo, borrowed } = answer.data;
  expectThat(hasCard && Number.isInteger(borrowed), 'the card is there');
  expectThat(cardNo?.includes('*'), 'its number is masked');
  expectThat(answer.sources[0]?.department === 'lib', 'the source is named');
  process.stdout.write(`      libraryCard.status: ${JSON.stringify(answer.data)}\n`);
} finally {
  await city.stop();
}
