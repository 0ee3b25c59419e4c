import * as v from 'valibot';
import { classed } from '../field-class.ts';
import { defineOperation } from '../operation.ts';
import { internalNumber, levelSchema, noBasis, nothing, publicText } from './common.ts';

const outlet = v.object({ name: publicText('名称'), address: publicText('地址'), hours: publicText('时间') });

/** What every page needs to know of the city: who runs it, whom to call, which services exist, what is suspended. */
export const cityInfo = defineOperation({
  name: 'city.info',
  method: 'GET',
  path: '/city/info',
  summary: '城市、主办单位、部门和服务目录',
  input: nothing,
  output: v.object({
    city: publicText('城市', 40),
    sandbox: v.pipe(v.boolean(), classed('public', { label: '演示环境' })),
    sponsor: publicText('主办单位'),
    operator: publicText('运营单位'),
    filingNo: publicText('备案号'),
    hotline: publicText('热线', 20),
    complaint: v.object({ phone: publicText('投诉电话', 20), words: publicText('投诉说明') }),
    version: publicText('版本', 40),
    hall: outlet,
    authorities: v.array(
      v.object({
        id: publicText('编号', 40),
        name: publicText('名称'),
        phone: publicText('电话', 20),
        outlet,
        /** A suspended department is named with its reason. */
        suspended: v.nullable(publicText('暂停原因')),
      }),
    ),
    services: v.array(
      v.object({
        id: publicText('编号', 60),
        title: publicText('名称', 40),
        summary: publicText('说明'),
        authority: publicText('主管部门'),
        page: v.nullable(publicText('页面', 200)),
        aliases: v.array(publicText('别名', 40)),
        level: levelSchema,
      }),
    ),
    serverTimeMs: internalNumber('服务器时间'),
  }),
  level: 'L0',
  basis: noBasis,
  mutates: false,
  timeoutMs: 3000,
  rate: { limit: 300, windowSeconds: 60, by: 'address' },
});

/** Privacy label of every service and purpose, generated from the declarations. */
export const privacyLabels = defineOperation({
  name: 'privacy.labels',
  method: 'GET',
  path: '/privacy/labels',
  summary: '各项服务读取什么、为什么、保存多久',
  input: nothing,
  output: v.object({
    labels: v.array(
      v.object({
        purpose: publicText('目的', 60),
        version: internalNumber('版本'),
        title: publicText('名称', 60),
        service: publicText('服务', 60),
        basis: publicText('依据', 40),
        reads: publicText('读取什么'),
        from: publicText('从哪里'),
        why: publicText('为什么'),
        kept: publicText('保存多久'),
        sharedWith: publicText('提供给谁'),
        /** Chinese names of the personal and sensitive fields its operations touch. */
        fields: v.array(publicText('字段', 60)),
      }),
    ),
  }),
  level: 'L0',
  basis: noBasis,
  mutates: false,
  timeoutMs: 3000,
  rate: { limit: 300, windowSeconds: 60, by: 'address' },
});

export const cityOperations = [cityInfo, privacyLabels] as const;
