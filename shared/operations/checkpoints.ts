// What an operation that installs has behind it, as its row keeps it: each replaces the one before.

/** The release of an earlier attempt is gone: one that is there from then on is the operation's own. */
export const oldReleaseGone = 'old_release_gone'

/** The set-up of that release was seen complete. */
export const setupComplete = 'setup_complete'
