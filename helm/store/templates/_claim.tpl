{{/* A claim for a volume of one node. Takes (dict "root" $ "component" "web" "name" "files" "size" "5Gi" "labels" "store.labels"). */}}
{{- define "store.claim" -}}
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: {{ .name }}
  labels: {{- include .labels . | nindent 4 }}
  {{- if .keep }}
  annotations:
    # A retry uninstalls the release and installs it anew over its old volumes; only the namespace's end takes them away.
    helm.sh/resource-policy: keep
  {{- end }}
spec:
  accessModes: [ReadWriteOnce]
  {{- with .root.Values.storageClassName }}
  storageClassName: {{ . }}
  {{- end }}
  resources:
    requests:
      storage: {{ .size }}
{{- end }}
