{{/* What cannot be, each with its reason and the cure. Included by the one object that every release has. */}}
{{- define "platform.refusals" -}}
{{- $values := .Values -}}
{{- if not $values.database.url -}}
  {{- if gt (int $values.functions.replicas) 1 -}}
    {{- fail "functions.replicas is more than 1, but the database is a file, and a file has its one volume on one node: set database.url to a libSQL server to scale (docs/install-kubernetes.md)" -}}
  {{- end -}}
  {{- if gt (int $values.poller.replicas) 1 -}}
    {{- fail "poller.replicas is more than 1, but the database is a file, and a file has its one volume on one node: set database.url to a libSQL server to have several (docs/install-kubernetes.md)" -}}
  {{- end -}}
  {{- if eq $values.poller.mode "cronjob" -}}
    {{- fail "poller.mode is cronjob, but the database is a file: the pods of a CronJob would need its volume beside the pod of the functions. Set poller.mode to watch, or database.url to a libSQL server" -}}
  {{- end -}}
  {{- if $values.database.token -}}
    {{- fail "database.token is true, but there is no server to send it to: set database.url" -}}
  {{- end -}}
{{- end -}}
{{- if and (eq $values.poller.mode "cronjob") (gt (int $values.poller.replicas) 1) -}}
  {{- fail "poller.replicas is more than 1, but poller.mode is cronjob, which starts one pod a minute: set poller.mode to watch" -}}
{{- end -}}
{{- range $name := list "HELM_TIMEOUT_SECONDS" "HELM_STOP_GRACE_SECONDS" -}}
  {{- if kindIs "map" (get $values.poller.env $name) -}}
    {{- fail (printf "poller.env.%s is taken from elsewhere, but terminationGracePeriodSeconds is compared with it: write it as a text" $name) -}}
  {{- end -}}
{{- end -}}
{{- $timeout := $values.poller.env.HELM_TIMEOUT_SECONDS | default "40" -}}
{{- $grace := $values.poller.env.HELM_STOP_GRACE_SECONDS | default "10" -}}
{{- $helm := addf (float64 $timeout) (float64 $grace) -}}
{{- if le (float64 $values.poller.terminationGracePeriodSeconds) $helm -}}
  {{- fail (printf "poller.terminationGracePeriodSeconds is %v, but HELM_TIMEOUT_SECONDS and HELM_STOP_GRACE_SECONDS are %v s together: a pod that is stopped must outlast its Helm" $values.poller.terminationGracePeriodSeconds $helm) -}}
{{- end -}}
{{- include "platform.refuseReserved" . -}}
{{- if and $values.ingress.enabled (not $values.ingress.host) -}}
  {{- fail "ingress.host is empty: set the host under which the API is to be reached" -}}
{{- end -}}
{{- if and $values.networkPolicies.enabled (not $values.networkPolicies.ingressNamespace) -}}
  {{- fail "networkPolicies.ingressNamespace is empty: set the namespace in which the ingress controller runs, for the poller asks for the stores' URLs there" -}}
{{- end -}}
{{- end }}

{{/* Labels and annotations that Storeplane or Kubernetes sets itself, and levels that Pod Security does not know. */}}
{{- define "platform.refuseReserved" -}}
{{- $ours := `^(storeplane\.dev|app\.kubernetes\.io)/` -}}
{{- $ofPods := printf `%s|^(helm\.sh|batch\.kubernetes\.io)/|^(job-name|controller-uid|pod-template-hash)$` $ours -}}
{{- $ofNamespaces := printf `%s|^kubernetes\.io/metadata\.name$` $ours -}}
{{- $stores := .Values.stores -}}
{{- range $given := list
  (list "podLabels" .Values.podLabels $ofPods) (list "podAnnotations" .Values.podAnnotations $ofPods)
  (list "stores.namespaceLabels" $stores.namespaceLabels $ofNamespaces) (list "stores.namespaceAnnotations" $stores.namespaceAnnotations $ofNamespaces) -}}
  {{- range $name := keys (index $given 1) | sortAlpha -}}
    {{- if regexMatch (index $given 2) $name -}}
      {{- fail (printf "%s has %s, which Storeplane or Kubernetes sets itself; take it out, or give it another name" (first $given) $name) -}}
    {{- end -}}
  {{- end -}}
{{- end -}}
{{- range $name, $value := $stores.namespaceLabels -}}
  {{- if hasPrefix "pod-security.kubernetes.io/" $name -}}
    {{- if not (regexMatch `^pod-security\.kubernetes\.io/((enforce|audit|warn)=(privileged|baseline|restricted)|(enforce|audit|warn)-version=(latest|v1\.[0-9]{1,3}))$` (printf "%s=%s" $name $value)) -}}
      {{- fail (printf "stores.namespaceLabels has %s: %s, which Pod Security does not know: enforce, audit and warn are privileged, baseline or restricted, and each with -version is latest or v1.N" $name $value) -}}
    {{- end -}}
  {{- end -}}
{{- end -}}
{{- end }}
