{{/* A service beside web, where the engine has it: a StatefulSet with one volume, and its Service. Takes (dict "root" $ "component" "database"). */}}
{{- define "store.service" -}}
{{- $component := .component }}
{{- $services := (include "store.facts" .root | fromYaml).services | default dict }}
{{- with index $services $component }}
{{- $service := . }}
{{- with $.root -}}
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ $component }}
  labels: {{- include "store.labels" $ | nindent 4 }}
spec:
  serviceName: {{ $component }}
  replicas: 1
  revisionHistoryLimit: 3
  selector:
    matchLabels: {{- include "store.selector" $ | nindent 6 }}
  template: {{- include "store.pod" (dict "root" . "part" $component) | nindent 4 }}
  volumeClaimTemplates:
    - {{- include "store.claim" (dict "root" . "component" $component "name" "data" "size" $service.storage "labels" "store.ownLabels") | nindent 6 }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ $component }}
  labels: {{- include "store.labels" $ | nindent 4 }}
spec:
  selector: {{- include "store.selector" $ | nindent 4 }}
  ports:
    - name: {{ $component }}
      port: {{ $service.port }}
      targetPort: {{ $component }}
{{- end }}
{{- end }}
{{- end }}
