// How long each fault must hold before the store has failed; what an operator sets is in the configuration.
export { defaultReadinessLimits, type ReadinessLimits } from '../../shared/config/readiness-limits.ts'
