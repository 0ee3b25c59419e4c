import { describe, expect, test } from '@jest/globals';
import { comparableName, sameName } from './names.ts';

describe('comparing names', () => {
  test('two people who share a first character are not the same', () => {
    expect(sameName('王小明', '王小民')).toBe(false);
  });

  test('a name without its dot is another name', () => {
    expect(sameName('阿依古丽·买买提', '阿依古丽买买提')).toBe(false);
  });

  test.each(['·', '•', '・', '‧', '．', '.', ' · '])('the middle dot may be written %s', (dot) => {
    expect(sameName('阿依古丽·买买提', `阿依古丽${dot}买买提`)).toBe(true);
  });

  test('a compatibility ideograph is the same as its unified one', () => {
    expect(sameName('\uf9dd明', '利明')).toBe(true);
  });

  test('letters are compared without case and with single blanks', () => {
    expect(comparableName(' Ann   Lee ')).toBe('ANN LEE');
  });
});
