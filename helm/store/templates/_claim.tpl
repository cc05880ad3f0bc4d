{{/* A claim for a volume of one node. Takes (dict "root" $ "component" "web" "name" "files" "size" "5Gi" "labels" "store.labels"). */}}
{{- define "store.claim" -}}
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: {{ .name }}
  labels: {{- include .labels . | nindent 4 }}
spec:
  accessModes: [ReadWriteOnce]
  {{- with .root.Values.storageClassName }}
  storageClassName: {{ . }}
  {{- end }}
  resources:
    requests:
      storage: {{ .size }}
{{- end }}
