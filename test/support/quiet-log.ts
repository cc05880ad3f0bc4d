// A log that says nothing, for what is tested by its effects.
import pino from 'pino'

export const quietLog = pino({ level: 'silent' })
