{{/* What all pods share. Takes (dict "root" $ "account" "poller"). */}}
{{- define "platform.podSpec" -}}
serviceAccountName: {{ include "platform.name" .root }}-{{ .account }}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .root.Values.images.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 1000
  runAsGroup: 1000
  fsGroup: 1000
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with .root.Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* Labels and annotations of a pod: without the chart's version, which alone must replace none. The poller reads the values of the
     stores when it starts, so its pod follows them. Takes (dict "root" $ "component" "poller"). */}}
{{- define "platform.podMetadata" -}}
labels:
  {{- include "platform.selector" . | nindent 2 }}
  app.kubernetes.io/part-of: storeplane
  {{- with .root.Values.podLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- $annotations := .root.Values.podAnnotations }}
{{- if ne .component "functions" }}
{{- $annotations = merge (dict "storeplane.dev/store-values" (include "platform.storeValues" .root | sha256sum | trunc 16)) $annotations }}
{{- end }}
{{- with $annotations }}
annotations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* What all containers share. */}}
{{- define "platform.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* Where the database is. */}}
{{- define "platform.databaseEnv" -}}
{{- with .Values.database -}}
- name: DATABASE_URL
  value: {{ .url | default "sqlite:////data/stores.db" | quote }}
{{- if .token }}
- name: DATABASE_AUTH_TOKEN_FILE
  value: /etc/storeplane/database/token
{{- end }}
{{- end }}
{{- end }}

{{- define "platform.databaseMounts" -}}
{{- if not .Values.database.url }}
- name: data
  mountPath: /data
{{- else if .Values.database.token }}
- name: database-token
  mountPath: /etc/storeplane/database
  readOnly: true
{{- end }}
{{- end }}

{{- define "platform.databaseVolumes" -}}
{{- if not .Values.database.url }}
- name: data
  persistentVolumeClaim:
    claimName: {{ .Values.database.volume.existingClaim | default (include "platform.name" .) }}
{{- else if .Values.database.token }}
{{ include "platform.secretVolume" (dict "root" . "name" "database-token" "key" "database-token" "path" "token") }}
{{- end }}
{{- end }}

{{/* One key of the Secret as a file. Takes (dict "root" $ "name" "store-key" "key" "store-secret-key" "path" "key"). */}}
{{- define "platform.secretVolume" -}}
- name: {{ .name }}
  secret:
    secretName: {{ .root.Values.secretName }}
    defaultMode: 0440
    items:
      - key: {{ .key }}
        path: {{ .path }}
{{- end }}

{{/* The key that all passwords of stores are derived from: only where it is mounted can they be. */}}
{{- define "platform.storeKeyEnv" -}}
- name: STORE_SECRET_KEY_FILE
  value: /etc/storeplane/store-key/key
{{- end }}

{{- define "platform.storeKeyMount" -}}
- name: store-key
  mountPath: /etc/storeplane/store-key
  readOnly: true
{{- end }}

{{- define "platform.storeKeyVolume" -}}
{{ include "platform.secretVolume" (dict "root" . "name" "store-key" "key" "store-secret-key" "path" "key") }}
{{- end }}

{{/* The API's own host, which no store may get. Takes (dict "root" $ "env" of the program, which may name another). */}}
{{- define "platform.publicHostEnv" -}}
{{- if and .root.Values.ingress.enabled (not (hasKey .env "PUBLIC_HOST")) -}}
- name: PUBLIC_HOST
  value: {{ .root.Values.ingress.host | quote }}
{{- end }}
{{- end }}

{{/* Variables by name, with a value or where it is taken from, as functions.env and poller.env give them. */}}
{{- define "platform.moreEnv" -}}
{{- range $name, $value := . }}
- name: {{ $name }}
  {{- if kindIs "string" $value }}
  value: {{ $value | quote }}
  {{- else }}
  {{- toYaml $value | nindent 2 }}
  {{- end }}
{{- end }}
{{- end }}
