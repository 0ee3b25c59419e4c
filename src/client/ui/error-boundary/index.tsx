import { Component } from 'react'
import type { ErrorInfo, ReactNode } from 'react'
import { t } from '../../i18n'
import { call, home } from '../navigate'
import { Result } from '../result'

/** Where a defect is reported; the client's reporter is put here at start. It must not get form contents. */
export const defectReporter: { report: (error: unknown, componentStack: string) => void } = { report: () => undefined }

/** Keeps a defect of one page from leaving it white: says what happened, what to do, whom to call. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    defectReporter.report(error, info.componentStack ?? '')
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <Result
        kind='problem' title={t('error.title')} detail={[t('error.detail'), t('error.next')]}
        actions={[
          { words: t('error.reopen'), onPress: () => this.setState({ failed: false }) },
          { words: t('button.backHome'), onPress: home },
          { words: t('help.call'), icon: 'phone', onPress: () => call('12345') },
        ]}
      />
    )
  }
}
