{{/* What selects a component's pods: never changes in the life of a release. Takes (dict "root" $ "component" "web"). */}}
{{- define "store.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/* Labels of pod templates and claim templates. Without the chart's version: a claim template cannot be changed, and a new
     version alone must neither restart a database nor repeat a set-up. */}}
{{- define "store.podLabels" -}}
{{ include "store.selector" . }}
app.kubernetes.io/part-of: storeplane
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
storeplane.dev/store: {{ required "store.id is missing: the platform hands it in" .root.Values.store.id | quote }}
storeplane.dev/installation: {{ required "store.installation is missing: the platform hands it in" .root.Values.store.installation | quote }}
storeplane.dev/engine: {{ required "store.engine is missing: the platform hands it in" .root.Values.store.engine | quote }}
{{- end }}

{{/* Labels of objects. */}}
{{- define "store.labels" -}}
{{ include "store.podLabels" . }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end }}
