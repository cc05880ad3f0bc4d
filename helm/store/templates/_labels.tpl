{{/* What selects a component's pods: never changes in the life of a release. Takes (dict "root" $ "component" "web"). */}}
{{- define "store.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/* What claim templates and pods are labelled with in any case. Without the chart's version: a claim template cannot be changed, and
     a new version alone must neither restart a database nor repeat a set-up. */}}
{{- define "store.ownLabels" -}}
{{ include "store.selector" . }}
app.kubernetes.io/part-of: storeplane
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
storeplane.dev/store: {{ required "store.id is missing: the platform hands it in" .root.Values.store.id | quote }}
storeplane.dev/installation: {{ required "store.installation is missing: the platform hands it in" .root.Values.store.installation | quote }}
storeplane.dev/engine: {{ required "store.engine is missing: the platform hands it in" .root.Values.store.engine | quote }}
{{- end }}

{{/* Labels of pods: those of the values behind ours, for no selector and no claim template may follow them. */}}
{{- define "store.podLabels" -}}
{{ include "store.ownLabels" . }}
{{- with include "store.podValues" (dict "root" .root "component" .component "field" "podLabels") }}
{{ . }}
{{- end }}
{{- end }}

{{/* Labels of objects. */}}
{{- define "store.labels" -}}
{{ include "store.ownLabels" . }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end }}
