import { Text, View } from '@tarojs/components'

export default function ServicesPage() {
  return (
    <View>
      <Text>服务</Text>
    </View>
  )
}
