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
{{- $timeout := $values.poller.env.HELM_TIMEOUT_SECONDS | default "40" -}}
{{- $grace := $values.poller.env.HELM_STOP_GRACE_SECONDS | default "10" -}}
{{- $helm := addf (float64 $timeout) (float64 $grace) -}}
{{- if le (float64 $values.poller.terminationGracePeriodSeconds) $helm -}}
  {{- fail (printf "poller.terminationGracePeriodSeconds is %v, but HELM_TIMEOUT_SECONDS and HELM_STOP_GRACE_SECONDS are %v s together: a pod that is stopped must outlast its Helm" $values.poller.terminationGracePeriodSeconds $helm) -}}
{{- end -}}
{{- if and $values.ingress.enabled (not $values.ingress.host) -}}
  {{- fail "ingress.host is empty: set the host under which the API is to be reached" -}}
{{- end -}}
{{- if and $values.networkPolicies.enabled (not $values.networkPolicies.ingressNamespace) -}}
  {{- fail "networkPolicies.ingressNamespace is empty: set the namespace in which the ingress controller runs, for the poller asks for the stores' URLs there" -}}
{{- end -}}
{{- end }}
