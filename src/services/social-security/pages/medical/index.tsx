import { Text, View } from '@tarojs/components'

export default function MedicalPage() {
  return (
    <View>
      <Text>医疗保险</Text>
    </View>
  )
}
