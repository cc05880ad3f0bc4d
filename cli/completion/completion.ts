// storeplane completion: the script of a shell, which asks this program at each TAB.
import type { Run } from '../commands/definition.ts'
import type { definitions } from '../commands/definitions.ts'

export const completion: Run<typeof definitions.completion> = async ({ args }, { print }) => {
  print(scripts[args.SHELL as keyof typeof scripts])
  return 0
}

// Without a candidate of ours the shell's own completion of file names takes over.
const bash = `# storeplane completion for bash: source <(storeplane completion bash)
_storeplane() {
  local IFS=$'\\n' line
  local typed=("\${COMP_WORDS[@]:1:COMP_CWORD}")
  COMPREPLY=()
  while read -r line; do
    COMPREPLY+=("\${line%%$'\\t'*}")
  done < <(storeplane __complete "\${typed[@]}" 2>/dev/null)
}
complete -o default -F _storeplane storeplane`

const zsh = `#compdef storeplane
# storeplane completion for zsh: storeplane completion zsh > "\${fpath[1]}/_storeplane"
_storeplane() {
  local line word
  local -a described
  while IFS= read -r line; do
    word="\${line%%$'\\t'*}"
    if [[ "$line" == *$'\\t'* ]]; then
      described+=("\${word//:/\\\\:}:\${line#*$'\\t'}")
    else
      described+=("\${word//:/\\\\:}")
    fi
  done < <(storeplane __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( \${#described} )); then
    _describe 'storeplane' described
  else
    _files
  fi
}
if [[ "$funcstack[1]" == _storeplane ]]; then
  _storeplane "$@"
else
  compdef _storeplane storeplane
fi`

const fish = `# storeplane completion for fish: storeplane completion fish > ~/.config/fish/completions/storeplane.fish
function __storeplane_complete
    set -l typed (commandline --tokenize --cut-at-cursor --current-process)
    set -l current (commandline --current-token --cut-at-cursor)
    set -l found (storeplane __complete $typed[2..-1] "$current" 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\\n' $found
    else
        __fish_complete_path "$current"
    end
end
complete --command storeplane --no-files --arguments '(__storeplane_complete)'`

const scripts = { bash, zsh, fish }
