// Where the command line finds the API.
import { matching, type Shape } from '../shape.ts'
import type { Variable } from '../variable.ts'

const url: Shape<string> = {
  form: 'an http or https URL',
  read: (text) => (/^https?:\/\/[^/]/.test(text) && URL.canParse(text) ? text.replace(/\/+$/, '') : undefined),
}

export const commandLine = {
  STOREPLANE_URL: {
    readBy: ['storeplane'],
    default: 'http://127.0.0.1:5000',
    shape: url,
    meaning: 'Where the command line finds the API.',
    example: 'https://stores.example.com',
  },
  STOREPLANE_KEY: {
    readBy: ['storeplane'],
    shape: {
      ...matching(/^[\x21-\x7e]+$/, 'a key as `storeplane admin keys create` shows it'),
      isSecret: true,
    },
    meaning: 'The API key of the command line.',
    example: 'sp_…',
  },
} as const satisfies Record<string, Variable>
