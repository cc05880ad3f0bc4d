// The commands about the command line itself.
import { type CommandDefinition, profileOption } from './definition.ts'

export const login = {
  summary: 'Store the URL of an API and a key for it',
  details: `Asks for what is not given, tries both with a request, and stores them in storeplane/profiles.json in $XDG_CONFIG_HOME \
(~/.config), which only you can read. A stored key is sent to the URL that it was stored with and to no other. STOREPLANE_URL and \
STOREPLANE_KEY win over a profile. Without --profile the profile is "default", which is used where none is named.`,
  arguments: {},
  options: {
    url: { value: 'URL', meaning: 'URL of the API, such as https://stores.example.com' },
    'key-stdin': { meaning: 'read the key from standard input instead of asking for it' },
    profile: { value: 'NAME', meaning: 'store it under this name (or STOREPLANE_PROFILE)' },
  },
  examples: [
    'storeplane login',
    'storeplane login --profile staging --url https://stores.example.com --key-stdin < key-file',
    'storeplane list --profile staging',
  ],
} as const satisfies CommandDefinition

export const logout = {
  summary: 'Forget a profile and its key',
  details: 'The key itself stays valid: storeplane admin keys revoke ends it.',
  arguments: {},
  options: profileOption,
  examples: ['storeplane logout --profile staging'],
} as const satisfies CommandDefinition

export const completion = {
  summary: 'Print the script that completes commands in a shell',
  details: `bash: source <(storeplane completion bash) in ~/.bashrc
zsh: storeplane completion zsh > "\${fpath[1]}/_storeplane"
fish: storeplane completion fish > ~/.config/fish/completions/storeplane.fish
Names of stores are asked for at the API, for at most two seconds.`,
  arguments: { SHELL: { meaning: 'bash, zsh or fish', choices: ['bash', 'zsh', 'fish'] } },
  options: {},
  examples: ['source <(storeplane completion bash)'],
} as const satisfies CommandDefinition

export const version = {
  summary: 'Print the version of this program',
  arguments: {},
  options: {},
  examples: ['storeplane version'],
} as const satisfies CommandDefinition

export const help = {
  summary: 'Explain a command',
  arguments: { COMMAND: { meaning: 'the words of a command, such as admin keys create', optional: true, many: true } },
  options: {},
  examples: ['storeplane help create', 'storeplane help admin keys'],
} as const satisfies CommandDefinition
