// All pods are ready, and the shop answers with an error.
import type { Scenario } from '../scenario.ts'

export const wrongAnswer: Scenario = {
  name: 'URL answers 500',
  promise:
    'a shop that answers with 500 is told as that and fails the store when its time is over; retry after the repair makes it READY',
  fault: 'wrong_answer',
  own: true,
  settings: { PROVISIONING_TIMEOUT_SECONDS: 'scaled' },
  expected: {
    status: 'FAILED',
    code: 'url_not_answering',
    says: /^Provisioning timed out after \S+ s at the step url: .*HTTP 500/,
    shown: /^pod web-\S+ is Ready$/,
    told: /HTTP 500/,
    heals: 'by retry',
  },
}
