{{/* The poller: the one container with a token for the Kubernetes API. Takes (dict "root" $ "args" (list "--watch")). */}}
{{- define "platform.poller.container" -}}
{{- with .root -}}
name: poller
image: {{ include "platform.image" (dict "root" . "image" "poller") }}
imagePullPolicy: {{ .Values.images.pullPolicy }}
args: {{ concat (list "node" "/app/poller.mjs") $.args | toJson }}
env:
  {{- include "platform.databaseEnv" . | nindent 2 }}
  {{- include "platform.storeKeyEnv" . | nindent 2 }}
  - name: HOME
    value: /tmp
  - name: HELM_CHART_PATH
    value: /app/helm/store
  - name: HELM_VALUES_FILE
    value: {{ .Values.stores.valuesFile }}
  - name: HELM_ENV_VALUES_FILE
    value: /etc/storeplane/stores/values.yaml
  - name: HELM_INSTALL_SLOTS
    value: {{ .Values.poller.installSlots | quote }}
  - name: HELM_UNINSTALL_SLOTS
    value: {{ .Values.poller.uninstallSlots | quote }}
  - name: BASE_DOMAIN
    value: {{ required "stores.baseDomain is empty: set the domain whose wildcard (*.shops.example.com) leads to the ingress controller" .Values.stores.baseDomain }}
  - name: STORE_URL_TEMPLATE
    value: {{ .Values.stores.urlTemplate | quote }}
  - name: STORE_URL_PROBE
    value: {{ .Values.stores.urlProbe | quote }}
  {{- with .Values.stores.probeAddress }}
  - name: INGRESS_PROBE_ADDRESS
    value: {{ . | quote }}
  {{- end }}
  - name: STORE_ADMIN_EMAIL
    value: {{ .Values.stores.adminEmail | quote }}
  {{- with .Values.stores.namespaceLabels }}
  - name: NAMESPACE_LABELS
    value: {{ toJson . | quote }}
  {{- end }}
  {{- with .Values.stores.namespaceAnnotations }}
  - name: NAMESPACE_ANNOTATIONS
    # Kubernetes would put a variable in the place of $(NAME).
    value: {{ toJson . | replace "$" `\u0024` | quote }}
  {{- end }}
  {{- if eq .Values.poller.mode "watch" }}
  - name: LIVENESS_FILE
    value: /tmp/poller-alive
  {{- end }}
  {{- with include "platform.publicHostEnv" (dict "root" . "env" .Values.poller.env) }}
  {{- . | nindent 2 }}
  {{- end }}
  {{- include "platform.moreEnv" .Values.poller.env | nindent 2 }}
{{- if eq .Values.poller.mode "watch" }}
livenessProbe:
  exec:
    command: [node, /app/poller.mjs, --alive]
  initialDelaySeconds: 20
  periodSeconds: 20
  timeoutSeconds: 10
  failureThreshold: 3
{{- end }}
resources: {{- include "platform.poller.resources" . | nindent 2 }}
securityContext: {{- include "platform.containerSecurity" . | nindent 2 }}
volumeMounts:
  {{- include "platform.databaseMounts" . | nindent 2 }}
  {{- include "platform.storeKeyMount" . | nindent 2 }}
  - name: store-values
    mountPath: /etc/storeplane/stores
    readOnly: true
  - name: kubernetes
    mountPath: /var/run/secrets/kubernetes.io/serviceaccount
    readOnly: true
  - name: poller-tmp
    mountPath: /tmp
{{- end }}
{{- end }}

{{/* Its own needs, and those of as many Helms as may run at once: 100 Mi each as a rule, 240 Mi at worst. What is given wins. */}}
{{- define "platform.poller.resources" -}}
{{- $slots := add .Values.poller.installSlots .Values.poller.uninstallSlots | int -}}
{{- $requests := dict "memory" (printf "%dMi" (add 128 (mul 100 .Values.poller.installSlots))) -}}
{{- $limits := dict "memory" (printf "%dMi" (add 256 (mul 240 $slots))) -}}
requests: {{- merge dict .Values.poller.resources.requests $requests | toYaml | nindent 2 }}
limits: {{- merge dict .Values.poller.resources.limits $limits | toYaml | nindent 2 }}
{{- end }}

{{/* Without the database's own, which the functions' list may have as well. */}}
{{- define "platform.poller.volumes" -}}
{{ include "platform.storeKeyVolume" . }}
- name: store-values
  configMap:
    name: {{ include "platform.name" . }}-store-values
# What automountServiceAccountToken would put into every container of the pod.
- name: kubernetes
  projected:
    defaultMode: 0440
    sources:
      - serviceAccountToken:
          path: token
          expirationSeconds: 3600
      - configMap:
          name: kube-root-ca.crt
          items:
            - key: ca.crt
              path: ca.crt
      - downwardAPI:
          items:
            - path: namespace
              fieldRef:
                fieldPath: metadata.namespace
- name: poller-tmp
  emptyDir:
    sizeLimit: 256Mi
{{- end }}

{{/* The values that every store gets, laid over those of its chart. */}}
{{- define "platform.storeValues" -}}
{{ toYaml .Values.stores.values }}
{{- end }}
