{{/* Names of objects begin with it: the release, without a needless "storeplane" behind it. */}}
{{- define "platform.name" -}}
{{- if contains "storeplane" .Release.Name }}{{ .Release.Name }}{{ else }}{{ .Release.Name }}-storeplane{{ end }}
{{- end }}

{{/* Names of what belongs to no namespace. */}}
{{- define "platform.clusterName" -}}
storeplane:{{ .Release.Namespace }}:{{ include "platform.name" . }}:poller
{{- end }}

{{/* What selects pods: never changes in the life of a release. Takes (dict "root" $ "component" "poller"). */}}
{{- define "platform.selector" -}}
app.kubernetes.io/name: storeplane
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/* Labels of objects and pods. */}}
{{- define "platform.labels" -}}
{{ include "platform.selector" . }}
app.kubernetes.io/part-of: storeplane
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* The component that serves the API: with a database file it is one pod with the poller. */}}
{{- define "platform.serving" -}}
{{ ternary "functions" "control-plane" (ne .Values.database.url "") }}
{{- end }}

{{/* Takes (dict "root" $ "image" "poller"). */}}
{{- define "platform.image" -}}
{{- $image := index .root.Values.images .image -}}
{{ required (printf "images.%s.repository is empty: name the image built from deploy/images/%s" .image .image) $image.repository }}:{{ $image.tag | default .root.Chart.AppVersion }}
{{- end }}
