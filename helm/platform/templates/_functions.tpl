{{/* The HTTP API. */}}
{{- define "platform.functions.container" -}}
name: functions
image: {{ include "platform.image" (dict "root" . "image" "functions") }}
imagePullPolicy: {{ .Values.images.pullPolicy }}
args: [node, /app/functions.mjs]
env:
  {{- include "platform.databaseEnv" . | nindent 2 }}
  - name: HOST
    value: 0.0.0.0
  - name: PORT
    value: "5000"
  {{- if .Values.functions.credentials }}
  {{- include "platform.storeKeyEnv" . | nindent 2 }}
  {{- end }}
  {{- with include "platform.publicHostEnv" (dict "root" . "env" .Values.functions.env) }}
  {{- . | nindent 2 }}
  {{- end }}
  {{- include "platform.moreEnv" .Values.functions.env | nindent 2 }}
ports:
  - name: http
    containerPort: 5000
startupProbe:
  httpGet: &ready
    path: /health/ready
    port: http
  periodSeconds: 1
  timeoutSeconds: 5
  failureThreshold: 60
# 503 where the database does not answer. A poller that is away is told there too, but takes nothing off the network.
readinessProbe:
  httpGet: *ready
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 3
livenessProbe:
  httpGet:
    path: /health/live
    port: http
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
lifecycle:
  # Requests go on coming until every node has heard that this pod ends.
  preStop:
    sleep:
      seconds: 3
resources: {{- toYaml .Values.functions.resources | nindent 2 }}
securityContext: {{- include "platform.containerSecurity" . | nindent 2 }}
volumeMounts:
  {{- include "platform.databaseMounts" . | nindent 2 }}
  {{- if .Values.functions.credentials }}
  {{- include "platform.storeKeyMount" . | nindent 2 }}
  {{- end }}
  - name: functions-tmp
    mountPath: /tmp
{{- end }}

{{/* Before the API: the schema, and a key, without which it would not listen beyond its own pod. */}}
{{- define "platform.functions.initContainers" -}}
- name: migrate
  {{- include "platform.functions.admin" (dict "root" . "args" "[storeplane, admin, migrate]") | nindent 2 }}
{{- if .Values.firstKey.enabled }}
- name: first-key
  {{- $args := list "storeplane" "admin" "keys" "ensure" "--from-file" "/etc/storeplane/api-key/key" "--owner" .Values.firstKey.owner "--scopes" (join "," .Values.firstKey.scopes) }}
  {{- include "platform.functions.admin" (dict "root" . "args" (toJson $args)) | nindent 2 }}
    - name: api-key
      mountPath: /etc/storeplane/api-key
      readOnly: true
{{- end }}
{{- end }}

{{/* One command on the database. Takes (dict "root" $ "args" "[storeplane, …]"). */}}
{{- define "platform.functions.admin" -}}
image: {{ include "platform.image" (dict "root" .root "image" "functions") }}
imagePullPolicy: {{ .root.Values.images.pullPolicy }}
args: {{ .args }}
env: {{- include "platform.databaseEnv" .root | nindent 2 }}
resources: {{- toYaml .root.Values.functions.resources | nindent 2 }}
securityContext: {{- include "platform.containerSecurity" . | nindent 2 }}
volumeMounts:
  - name: functions-tmp
    mountPath: /tmp
  {{- include "platform.databaseMounts" .root | nindent 2 }}
{{- end }}

{{/* Without the database's own and the store key, which the poller's list may have as well. */}}
{{- define "platform.functions.volumes" -}}
- name: functions-tmp
  emptyDir:
    sizeLimit: 64Mi
{{- if .Values.firstKey.enabled }}
{{ include "platform.secretVolume" (dict "root" . "name" "api-key" "key" "api-key" "path" "key") }}
{{- end }}
{{- end }}
