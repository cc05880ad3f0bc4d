{{/* Refuses with one sentence an engine that no file in engines/ is about. To ask whether a template is defined, an empty one of its
     name is defined here: that replaces none that has a body. Asked once, in the file that Helm renders first. */}}
{{- define "store.requireEngine" -}}
{{- with .Values.store.engine -}}
{{- $facts := printf "store.%s.facts" . -}}
{{- if not (tpl (printf `{{ define "%s" }}{{ end }}{{ include "%s" (dict "root" .) }}` $facts $facts) $) -}}
{{ fail (printf "store.engine is %q, which this chart cannot install: it has no templates/engines/_%s.tpl" . .) }}
{{- end -}}
{{- end -}}
{{- end }}

{{/* One part of the store's engine. Takes (dict "root" $ "part" "web"), which is handed on. README.md says which parts there are.
     Labels refuse a store without an engine; only `helm lint` without values comes here with none. */}}
{{- define "store.part" -}}
{{- with .root.Values.store.engine -}}
{{ include (printf "store.%s.%s" . $.part) $ }}
{{- end -}}
{{- end }}

{{/* What the shared templates must know of the engine, as YAML. */}}
{{- define "store.facts" -}}
{{ include "store.part" (dict "root" . "part" "facts") }}
{{- end }}

{{/* One credential, as the platform handed it in. Takes (list $ "adminPassword"). */}}
{{- define "store.credential" -}}
{{- $name := index . 1 -}}
{{ required (printf "credentials.%s is missing: the platform hands it in" $name) (index (index . 0).Values.credentials $name) }}
{{- end }}

{{/* Data of the Secret under the credentials' own names. Takes (list $ "adminPassword" "databasePassword" …). */}}
{{- define "store.secretData" -}}
{{- $root := first . -}}
{{- range $index, $name := rest . }}
{{- if $index }}{{ "\n" }}{{ end -}}
{{ $name }}: {{ include "store.credential" (list $root $name) | b64enc | quote }}
{{- end }}
{{- end }}
