import { Component } from 'react'
import type { ReactNode } from 'react'
import { t } from '../../i18n'
import { call, home } from '../navigate'
import { Result } from '../result'
import { defectReporter } from './defects'

/** Keeps a defect of one page from leaving it white: says what happened, what to do, whom to call. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { number: string | null }> {
  override state = { number: null }

  static getDerivedStateFromError(error: unknown) {
    return { number: defectReporter.report(error).number }
  }

  override render() {
    const { number } = this.state
    if (number === null) return this.props.children
    return (
      <Result
        kind='problem' title={t('error.title')} detail={[t('error.detail'), t('error.next')]} note={t('error.number', { number })}
        actions={[
          { words: t('error.reopen'), onPress: () => this.setState({ number: null }) },
          { words: t('button.backHome'), onPress: home },
          { words: t('help.call'), icon: 'phone', onPress: () => call('12345') },
        ]}
      />
    )
  }
}
