// A log that says nothing, for what is tested by its effects.
import pino from 'pino'
import type { Log } from '../../shared/log.ts'

export const quietLog: Log = pino({ level: 'silent' })
