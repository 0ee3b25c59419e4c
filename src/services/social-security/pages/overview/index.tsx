import { Text, View } from '@tarojs/components'

export default function OverviewPage() {
  return (
    <View>
      <Text>社会保险</Text>
    </View>
  )
}
