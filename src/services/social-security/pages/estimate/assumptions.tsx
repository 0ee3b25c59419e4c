import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { formatMoney } from '../../../../client/i18n'
import { Section } from '../../../../client/ui'
import type { Assumption } from '../../contract'
import type { Estimate } from '../../plan-store'
import { t } from '../../plan-texts'

type Result = NonNullable<Estimate['result']>

/** Everything the figure rests on, one sentence each, and that it decides nothing. */
export const Assumptions = observer(function Assumptions({ result }: { result: Result }) {
  const { year, calculationBaseFen, averageWageFen } = result.standard
  const words = (one: Assumption): string => {
    if (one === 'standardYear') return t('assume.standardYear', { year, base: formatMoney(calculationBaseFen), wage: formatMoney(averageWageFen) })
    return one === 'sameIndex' ? t('assume.sameIndex', { index: result.index / 10_000 }) : t(`assume.${one}`)
  }
  return (
    <Section title={t('estimate.assumptions')}>
      {[...result.assumptions.map(words), t('estimate.note')].map((line) => <View key={line} className='ss-line'><Text>{line}</Text></View>)}
    </Section>
  )
})
