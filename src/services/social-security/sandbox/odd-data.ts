type Fields = Record<string, unknown>;

/** Month rows as a badly run export gives them: each of the first rows is wrong in one way, the rest stay right. */
export function oddRows(rows: readonly Fields[]): Fields[] {
  const odd = rows.map((row) => ({ ...row })) as Fields[];
  const [unknownKind, numberAmount, missing, monthThirteen, twice, emoji] = odd;
  if (unknownKind) unknownKind.aae140 = '999';
  if (numberAmount) numberAmount.aae180 = Number(numberAmount.aae180);
  if (missing) delete missing.aae022;
  if (monthThirteen) monthThirteen.aae003 = `${String(monthThirteen.aae003).slice(0, 4)}13`;
  if (emoji) emoji.aab004 = `${String(emoji.aab004)}😀`;
  return twice ? [...odd, { ...twice }] : odd;
}

/** Person data with a kind nobody knows, months as text and the status left out. */
export function oddPerson(person: Fields): Fields {
  const { aac008: _left, insurances, ...rest } = person;
  const list = (insurances as Fields[]).map((one) => ({ ...one, aae201: String(one.aae201) }));
  return { ...rest, insurances: [...list, { aae140: '999', aac031: '9', aac049: '202613', aae201: '1', aab034: '' }] };
}

/** Account data with the balance as a number and a year without interest. */
export function oddAccount(account: Fields): Fields {
  const years = (account.years as Fields[]).map((year, index) => {
    const { aae239, ...rest } = year;
    return index === 0 ? rest : { ...rest, aae239 };
  });
  const balance = 'aae240' in account ? { aae240: Number(account.aae240) } : { akc087: Number(account.akc087) };
  return { ...account, ...balance, years };
}
