{{/* What the values say of a component's pods beside what the chart says: of all pods, then of its own, which win. As YAML, or
     nothing. Takes (dict "root" $ "component" "web" "field" "podLabels"). */}}
{{- define "store.podValues" -}}
{{- $all := dict -}}
{{- range $values := list .root.Values (index .root.Values .component | default dict) -}}
{{- range $name, $value := index $values $.field -}}
{{- $_ := set $all $name $value -}}
{{- end -}}
{{- end -}}
{{- with $all -}}{{ toYaml . }}{{- end -}}
{{- end }}

{{/* Annotations of a component's pods, or nothing. Takes (dict "root" $ "component" "web"). */}}
{{- define "store.podAnnotations" -}}
{{ include "store.podValues" (dict "root" .root "component" .component "field" "podAnnotations") }}
{{- end }}

{{/* Variables of each container of a component's pods, behind the chart's own, or nothing. Takes (dict "root" $ "component" "web"). */}}
{{- define "store.moreEnv" -}}
{{- $env := include "store.podValues" (dict "root" .root "component" .component "field" "env") | fromYaml -}}
{{- $list := list -}}
{{- range $name := keys $env | sortAlpha -}}
{{- $value := index $env $name -}}
{{- $list = append $list (merge (dict "name" $name) (ternary (dict "value" $value) $value (kindIs "string" $value))) -}}
{{- end -}}
{{- with $list -}}{{ toYaml . }}{{- end -}}
{{- end }}

{{/* The pod template of one part. A variable that is there twice is refused: the later one would win silently. Takes what
     store.part takes. */}}
{{- define "store.pod" -}}
{{- $text := include "store.part" . -}}
{{- $spec := dig "spec" dict (fromYaml $text) -}}
{{- $env := (index .root.Values .part | default dict).env | default dict -}}
{{- range $container := concat (dig "initContainers" list $spec) (dig "containers" list $spec) -}}
{{- $seen := dict -}}
{{- range $container.env -}}
{{- if hasKey $seen .name -}}
{{- $path := ternary (printf "%s.env" $.part) "env" (hasKey $env .name) -}}
{{- fail (printf "%s.%s: the chart sets this variable of the container %q itself; take it out of the values" $path .name $container.name) -}}
{{- end -}}
{{- $_ := set $seen .name true -}}
{{- end -}}
{{- end -}}
{{ $text }}
{{- end }}

{{/* Refuses labels, annotations and variables that are the chart's or Kubernetes' own, each with the value's path and the cure. */}}
{{- define "store.refuseReserved" -}}
{{- $keys := `^(storeplane\.dev|app\.kubernetes\.io|helm\.sh|batch\.kubernetes\.io|apps\.kubernetes\.io|statefulset\.kubernetes\.io)/|^(job-name|controller-uid|pod-template-hash|controller-revision-hash)$` -}}
{{- range $component := list "" "web" "setup" "database" "cache" -}}
{{- $values := ternary $.Values (index $.Values $component | default dict) (eq $component "") -}}
{{- $path := ternary "" (printf "%s." $component) (eq $component "") -}}
{{- range $field, $reserved := dict "podLabels" $keys "podAnnotations" $keys "env" "^(STORE|PLUGIN)_" -}}
{{- range $name := keys (index $values $field | default dict) | sortAlpha -}}
{{- if regexMatch $reserved $name -}}
{{- fail (printf "%s%s has %s, which Storeplane or Kubernetes sets itself; take it out, or give it another name" $path $field $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end }}
