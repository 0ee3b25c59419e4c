import { useLoad } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { t } from '../../client/i18n'
import { AsyncView, PageRoot, Paragraph, Section } from '../../client/ui'
import { useGradually } from '../../client/ui/gradually'
import { LabelCard } from '../shared/label-card'
import { labels, loadLabels } from '../shared/labels'
import type { PrivacyLabel } from '../shared/labels'

const parts = ['who', 'what', 'how', 'rights', 'children', 'change'] as const

/** All at once they would be more than a message to the view may hold. */
function Labels({ all }: { all: readonly PrivacyLabel[] }) {
  const drawn = useGradually(all.length, 3)
  return <>{all.slice(0, drawn).map((one) => <LabelCard key={one.purpose} label={one} />)}</>
}

function PrivacyPage() {
  useLoad(() => void loadLabels())
  return (
    <PageRoot title={t('privacy.title')} lead={t('privacy.lead')}>
      {parts.map((one) => (
        <Section key={one} title={t(`privacy.${one}`)}>
          <Paragraph>{t(`privacy.${one}Text`)}</Paragraph>
        </Section>
      ))}
      <AsyncView load={labels} who={t('department.platform')} what={t('privacy.labels')} retry={loadLabels}>
        {(data) => <Labels all={data.labels} />}
      </AsyncView>
    </PageRoot>
  )
}

export default observer(PrivacyPage)
