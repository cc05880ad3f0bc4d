// Why a container cannot be started, in plain words for what the kubelet says.

/** `reason` and `message` are the kubelet's; the plain words hold nothing that differs from store to store. */
export function startCause(reason: string, message: string): string {
  for (const { words, cause } of known) {
    const found = words.exec(message)
    if (found) return cause(...found.slice(1))
  }
  switch (reason) {
    case 'CreateContainerConfigError':
      return 'the configuration of a container is not valid'
    case 'PostStartHookError':
      return 'the start hook of a container failed'
    default:
      return 'a container cannot be started'
  }
}

const known: { words: RegExp; cause: (...found: string[]) => string }[] = [
  { words: /\bsecret "([^"]+)" not found/i, cause: (name) => `the Secret "${name}" is missing` },
  { words: /\bconfigmap "([^"]+)" not found/i, cause: (name) => `the ConfigMap "${name}" is missing` },
  {
    words: /couldn't find key (\S+) in (Secret|ConfigMap) [^\s/]+\/(\S+)/i,
    cause: (key, kind, name) => `the ${kind} "${name}" has no key "${key}"`,
  },
  {
    words: /exec: "([^"]+)":.*(?:executable file not found|no such file or directory)/i,
    cause: (command) => `the image has no command "${command}"`,
  },
  {
    words: /exec: "([^"]+)":.*permission denied/i,
    cause: (command) => `the command "${command}" may not be executed`,
  },
  {
    words: /runAsNonRoot and image will run as root/i,
    cause: () => 'an image would run as root, which its pod forbids',
  },
]
