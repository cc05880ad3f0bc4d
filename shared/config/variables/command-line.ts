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
  STOREPLANE_PROFILE: {
    readBy: ['storeplane'],
    shape: matching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, 'a name of 1 to 63 letters, digits and . _ -'),
    meaning:
      'The profile of `storeplane login` that the command line uses; not set: `default`, where there is one. `STOREPLANE_URL` and `STOREPLANE_KEY` win over it.',
    example: 'staging',
  },
} as const satisfies Record<string, Variable>
