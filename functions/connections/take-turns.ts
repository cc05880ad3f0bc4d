// Gives work that would go on without a pause small shares of the event loop: between two shares everybody else is served.

const shareTasks = 8

/** Returns what is to be called with each task; tasks run in the order in which they come. */
export function takeTurns(): (task: () => void) => void {
  const waiting: (() => void)[] = []
  const runShare = () => {
    for (const task of waiting.splice(0, shareTasks)) task()
    if (waiting.length > 0) setImmediate(runShare)
  }
  return (task) => {
    waiting.push(task)
    if (waiting.length === 1) setImmediate(runShare)
  }
}
