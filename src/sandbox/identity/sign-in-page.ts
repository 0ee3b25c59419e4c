import { escapeHtml, htmlPage, problemBox } from '../page.ts';
import { credentialNames } from '../person.ts';
import type { CityPerson } from '../person.ts';
import { citizens } from './citizens.ts';

const levelNames = { 1: '初级', 2: '中级', 3: '高级' } as const;

function personButton(person: CityPerson): string {
  const ends = `${person.credentialNo.slice(0, 3)}****${person.credentialNo.slice(-4)}`;
  const about = `${person.label} · ${credentialNames[person.credentialType]} ${ends} · ${levelNames[person.identityLevel]}`;
  return `<button class="person" type="submit" name="personId" value="${escapeHtml(person.id)}"><strong>${escapeHtml(person.name)}</strong><span>${escapeHtml(about)}</span></button>`;
}

/**
 * The sign-in page of the unified identity.
 * @param action where the form goes
 * @param unknown what was typed and matches nobody, or null
 * @param wanted level the caller asked for, chosen beforehand; null leaves it to the person
 */
export function signInPage(people: readonly CityPerson[], action: string, unknown: string | null, wanted: number | null): string {
  const known = citizens(people);
  const options = ([3, 2, 1] as const)
    .map((level) => `<option value="${level}"${wanted === level ? ' selected' : ''}>${levelNames[level]}</option>`)
    .join('');
  const problem = unknown === null ? '' : problemBox(unknown === '' ? '请选择一位演示人员,或填写姓名。' : '演示城市里没有这个人。请从列表中选择,或核对姓名与证件号码。');
  // The first button of the form is what the Enter key presses: it must not be the first person of the list.
  const body = `${problem}<form method="post" action="${escapeHtml(action)}" autocomplete="off">
<button type="submit" name="typed" value="1" hidden>登录</button>
<div class="card"><fieldset><legend>选择一位演示人员登录</legend>${known.map(personButton).join('')}</fieldset></div>
<div class="card"><div class="field"><label for="who">或者填写姓名、证件号码</label>
<input type="text" id="who" name="who" aria-describedby="who-hint" value="${escapeHtml(unknown ?? '')}">
<p class="hint" id="who-hint">只认列表里的演示人员,不要填写真实信息</p></div>
<button type="submit" name="typed" value="1">登录</button></div>
<details class="card"${wanted === null ? '' : ' open'}><summary>认证等级</summary><div class="field"><label for="level">这次登录的等级</label>
<select id="level" name="level"><option value="">按本人默认</option>${options}</select>
<p class="hint">初级只有账号,中级核验过身份,高级刚做过强认证</p></div></details>
<button class="plain" type="submit" name="cancel" value="1">取消登录</button></form>`;
  return htmlPage({ title: '统一身份认证', lead: '演示城市政务服务统一身份认证平台', body });
}

/** A page for requests that cannot be shown a form: expired, or from an application we do not know. */
export function identityProblemPage(words: string): string {
  return htmlPage({ title: '统一身份认证', lead: '演示城市政务服务统一身份认证平台', body: problemBox(words) });
}
