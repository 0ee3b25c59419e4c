import { Text, View } from '@tarojs/components'

export default function ContributionsPage() {
  return (
    <View>
      <Text>缴费记录</Text>
    </View>
  )
}
