{{/* What all pods share. Takes (dict "root" $ "user" 33 "group" 33). */}}
{{- define "store.podSpec" -}}
serviceAccountName: store
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .root.Values.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: {{ .user }}
  runAsGroup: {{ .group }}
  fsGroup: {{ .group }}
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

{{/* What all containers share. */}}
{{- define "store.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* Brings pods that share the ReadWriteOnce volume `files` to one node. A pod satisfies its own term, so the first one may go
     anywhere; pods that have ended no longer count. */}}
{{- define "store.sharedVolumeAffinity" -}}
podAffinity:
  requiredDuringSchedulingIgnoredDuringExecution:
    - topologyKey: kubernetes.io/hostname
      labelSelector:
        matchLabels:
          app.kubernetes.io/instance: {{ .Release.Name | quote }}
          storeplane.dev/volume: files
{{- end }}

{{/* One environment variable from the Secret. Takes (list "NAME" "key"). */}}
{{- define "store.secretEnv" -}}
- name: {{ index . 0 }}
  valueFrom:
    secretKeyRef:
      name: store
      key: {{ index . 1 }}
{{- end }}

{{/* The name of the set-up Job. A Job's pod cannot be changed, so a changed one is a Job of another name. Without a time to live:
     a Job that vanished would make a READY store look unready. */}}
{{- define "store.setupName" -}}
setup-{{ include "store.part" (dict "root" . "part" "setup" "name" "") | sha256sum | trunc 8 }}
{{- end }}

{{/* Host as a shopper's browser sends it. */}}
{{- define "store.hostHeader" -}}
{{ (urlParse (required "store.url is missing: the platform hands it in" .Values.store.url)).host }}
{{- end }}
