// Why a drain may miss its goal, wherever it is measured.

export const drainMiss = {
  reason:
    'Beside Helm the poller writes each step durably, and looks at the pods of what is installed already, on the same two cores that Helm would use.',
  next: 'look at the profile of a drain again.',
}
