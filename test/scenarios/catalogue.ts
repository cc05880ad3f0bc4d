// All scenarios, those that take longest first: four at a time, the end comes soonest that way.
import { apiServerStopped } from './catalogue/api-server-stopped.ts'
import { crashLoop } from './catalogue/crash-loop.ts'
import { crashLoopDefaults } from './catalogue/crash-loop-defaults.ts'
import { crashLoopRecovers } from './catalogue/crash-loop-recovers.ts'
import { crashLoopRecoversDefaults } from './catalogue/crash-loop-recovers-defaults.ts'
import { degraded } from './catalogue/degraded.ts'
import { deleteWhileInstalling } from './catalogue/delete-while-installing.ts'
import { failingSetup } from './catalogue/failing-setup.ts'
import { heldNamespace } from './catalogue/held-namespace.ts'
import { imageNotFound } from './catalogue/image-not-found.ts'
import { imageNotFoundDefaults } from './catalogue/image-not-found-defaults.ts'
import { imageRefused } from './catalogue/image-refused.ts'
import { imageSlow } from './catalogue/image-slow.ts'
import { killedInInstall, killedInUninstall, machineFailsInInstall } from './catalogue/killed-pollers.ts'
import { lateDatabase } from './catalogue/late-database.ts'
import { longestName } from './catalogue/longest-name.ts'
import { missingSecret } from './catalogue/missing-secret.ts'
import { nameWithDigit } from './catalogue/name-with-digit.ts'
import { neverReady } from './catalogue/never-ready.ts'
import { orphan } from './catalogue/orphan.ts'
import { otherInstallation } from './catalogue/other-installation.ts'
import { outOfMemory } from './catalogue/out-of-memory.ts'
import { quotaExceeded } from './catalogue/quota-exceeded.ts'
import { readyMedusa } from './catalogue/ready-medusa.ts'
import { readyWoocommerce } from './catalogue/ready-woocommerce.ts'
import { twoPollers } from './catalogue/two-pollers.ts'
import { unschedulable } from './catalogue/unschedulable.ts'
import { volumeNeverBinds } from './catalogue/volume-never-binds.ts'
import { wrongAnswer } from './catalogue/wrong-answer.ts'
import type { Scenario } from './scenario.ts'

export const catalogue: readonly Scenario[] = [
  crashLoopDefaults,
  crashLoopRecoversDefaults,
  killedInInstall,
  machineFailsInInstall,
  killedInUninstall,
  readyWoocommerce,
  readyMedusa,
  nameWithDigit,
  longestName,
  imageNotFoundDefaults,
  imageNotFound,
  imageRefused,
  crashLoop,
  crashLoopRecovers,
  lateDatabase,
  failingSetup,
  outOfMemory,
  unschedulable,
  quotaExceeded,
  volumeNeverBinds,
  neverReady,
  wrongAnswer,
  missingSecret,
  heldNamespace,
  degraded,
  deleteWhileInstalling,
  twoPollers,
  orphan,
  otherInstallation,
  imageSlow,
  apiServerStopped,
]
