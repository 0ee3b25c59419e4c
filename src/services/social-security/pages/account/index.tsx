import { Text, View } from '@tarojs/components'

export default function AccountPage() {
  return (
    <View>
      <Text>个人账户</Text>
    </View>
  )
}
