// A lane is a kind of work with slots of its own, so that stores waiting to be installed never keep others from being
// removed or looked at; the `lane` column of a row follows from its status and step.

export const lanes = ['install', 'uninstall', 'check'] as const
export type Lane = (typeof lanes)[number]
export type Slots = Record<Lane, number>
