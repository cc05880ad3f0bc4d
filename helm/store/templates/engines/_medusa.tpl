{{/* Medusa: an image of one's own (README.md says what it must do) as user 1000 on port 9000. */}}
{{- define "store.medusa.facts" -}}
{{- with .root.Values.medusa -}}
storage: {{ .storage }}
services:
  database: { port: 5432, storage: {{ .database.storage }} }
  cache: { port: 6379, storage: {{ .cache.storage }} }
{{- end }}
{{- end }}

{{/* Medusa knows a publishable key by its prefix. */}}
{{- define "store.medusa.secret" -}}
{{ include "store.secretData" (list .root "adminPassword" "databasePassword" "cachePassword" "jwtSecret" "cookieSecret") }}
publishableKey: {{ printf "pk_%s" (include "store.credential" (list .root "publishableKey")) | b64enc | quote }}
{{- end }}

{{- define "store.medusa.extras" }}{{ end }}

{{- define "store.medusa.image" -}}
{{- if not .Values.medusa.image -}}
{{- fail "medusa.image is empty: Medusa has no official image, so build one and name it in the values (medusa.image)" -}}
{{- end -}}
{{ .Values.medusa.image }}
{{- end }}

{{/* Takes (dict "root" $ "component" "web"). */}}
{{- define "store.medusa.env" -}}
{{- $store := .root.Values.store -}}
{{ include "store.secretEnv" (list "DATABASE_PASSWORD" "databasePassword") }}
- name: DATABASE_URL
  value: postgres://store:$(DATABASE_PASSWORD)@database:5432/store?sslmode=disable
{{ include "store.secretEnv" (list "CACHE_PASSWORD" "cachePassword") }}
- name: REDIS_URL
  value: redis://:$(CACHE_PASSWORD)@cache:6379
{{ include "store.secretEnv" (list "JWT_SECRET" "jwtSecret") }}
{{ include "store.secretEnv" (list "COOKIE_SECRET" "cookieSecret") }}
- name: STORE_URL
  value: {{ $store.url | quote }}
- name: STORE_CORS
  value: {{ .root.Values.medusa.storeCors | default $store.url | quote }}
- name: ADMIN_CORS
  value: {{ $store.url | quote }}
- name: AUTH_CORS
  value: {{ list .root.Values.medusa.storeCors $store.url | compact | join "," | quote }}
- name: MEDUSA_BACKEND_URL
  value: {{ $store.url | quote }}
- name: MEDUSA_COOKIE_SECURE
  value: {{ hasPrefix "https:" $store.url | quote }}
- name: MEDUSA_WORKER_MODE
  value: shared
- name: NODE_ENV
  value: production
- name: PORT
  value: "9000"
- name: HOME
  value: /tmp
{{- with include "store.moreEnv" . }}
{{ . }}
{{- end }}
{{- end }}

{{- define "store.medusa.setup" -}}
{{- with .root -}}
metadata:
  labels: {{- include "store.podLabels" (dict "root" . "component" "setup") | nindent 4 }}
  {{- with include "store.podAnnotations" (dict "root" . "component" "setup") }}
  annotations: {{- . | nindent 4 }}
  {{- end }}
spec:
  restartPolicy: Never
  {{- include "store.podSpec" (dict "root" . "user" 1000 "group" 1000) | nindent 2 }}
  containers:
    - name: setup
      image: {{ include "store.medusa.image" . }}
      imagePullPolicy: {{ .Values.imagePullPolicy }}
      terminationMessagePolicy: FallbackToLogsOnError
      args: [setup]
      env:
        {{- include "store.medusa.env" (dict "root" . "component" "setup") | nindent 8 }}
        - name: STORE_SETUP
          value: {{ $.name | quote }}
        - name: STORE_WAIT_SECONDS
          value: {{ .Values.setup.waitSeconds | quote }}
        - name: STORE_NAME
          value: {{ .Values.store.name | quote }}
        - name: STORE_CURRENCY
          value: {{ .Values.store.currency | lower | quote }}
        - name: STORE_COUNTRY
          value: {{ .Values.store.country | lower | splitList ":" | first | quote }}
        - name: STORE_SAMPLE_PRODUCT
          value: {{ ternary "yes" "no" .Values.setup.sampleProduct | quote }}
        - name: MEDUSA_ADMIN_EMAIL
          value: {{ required "store.adminEmail is missing: the platform hands it in" .Values.store.adminEmail | quote }}
        {{- include "store.secretEnv" (list "MEDUSA_ADMIN_PASSWORD" "adminPassword") | nindent 8 }}
        {{- include "store.secretEnv" (list "MEDUSA_PUBLISHABLE_KEY" "publishableKey") | nindent 8 }}
      resources: {{- toYaml .Values.medusa.resources.setup | nindent 8 }}
      securityContext: {{- include "store.containerSecurity" . | nindent 8 }}
      volumeMounts:
        - name: tmp
          mountPath: /tmp
  volumes:
    - name: tmp
      emptyDir: {}
{{- end }}
{{- end }}

{{- define "store.medusa.web" -}}
{{- with .root -}}
metadata:
  labels: {{- include "store.podLabels" (dict "root" . "component" "web") | nindent 4 }}
  {{- with include "store.podAnnotations" (dict "root" . "component" "web") }}
  annotations: {{- . | nindent 4 }}
  {{- end }}
spec:
  {{- include "store.podSpec" (dict "root" . "user" 1000 "group" 1000) | nindent 2 }}
  initContainers:
    # Two servers on an empty database seed it twice: nothing serves before the one set-up is done.
    - name: wait
      image: {{ include "store.medusa.image" . }}
      imagePullPolicy: {{ .Values.imagePullPolicy }}
      terminationMessagePolicy: FallbackToLogsOnError
      args: [wait]
      env:
        {{- include "store.medusa.env" (dict "root" . "component" "web") | nindent 8 }}
        - name: STORE_SETUP
          value: {{ include "store.setupName" . }}
        - name: STORE_WAIT_SECONDS
          value: {{ .Values.setup.activeDeadlineSeconds | quote }}
      resources: {{- toYaml .Values.medusa.resources.web | nindent 8 }}
      securityContext: {{- include "store.containerSecurity" . | nindent 8 }}
      volumeMounts:
        - name: tmp
          mountPath: /tmp
  containers:
    - name: web
      image: {{ include "store.medusa.image" . }}
      imagePullPolicy: {{ .Values.imagePullPolicy }}
      terminationMessagePolicy: FallbackToLogsOnError
      args: [start]
      env: {{- include "store.medusa.env" (dict "root" . "component" "web") | nindent 8 }}
      ports:
        - name: http
          containerPort: 9000
      {{- $headers := printf "httpHeaders:\n  - name: Host\n    value: %s" (include "store.hostHeader" . | quote) }}
      startupProbe:
        httpGet:
          path: /health
          port: http
          {{- $headers | nindent 10 }}
        periodSeconds: 2
        timeoutSeconds: 5
        failureThreshold: 90
      readinessProbe:
        httpGet:
          path: /health
          port: http
          {{- $headers | nindent 10 }}
        periodSeconds: 5
        timeoutSeconds: 5
        failureThreshold: 3
      livenessProbe:
        httpGet:
          path: /health
          port: http
          {{- $headers | nindent 10 }}
        periodSeconds: 20
        timeoutSeconds: 10
        failureThreshold: 6
      resources: {{- toYaml .Values.medusa.resources.web | nindent 8 }}
      securityContext: {{- include "store.containerSecurity" . | nindent 8 }}
      volumeMounts:
        - name: files
          mountPath: /app/static
        - name: tmp
          mountPath: /tmp
  volumes:
    - name: files
      persistentVolumeClaim:
        claimName: files
    - name: tmp
      emptyDir: {}
{{- end }}
{{- end }}

{{- define "store.medusa.database" -}}
{{- with .root -}}
metadata:
  labels: {{- include "store.podLabels" (dict "root" . "component" "database") | nindent 4 }}
  {{- with include "store.podAnnotations" (dict "root" . "component" "database") }}
  annotations: {{- . | nindent 4 }}
  {{- end }}
spec:
  terminationGracePeriodSeconds: 60
  {{- include "store.podSpec" (dict "root" . "user" 70 "group" 70) | nindent 2 }}
  containers:
    - name: database
      image: {{ .Values.medusa.database.image }}
      imagePullPolicy: {{ .Values.imagePullPolicy }}
      terminationMessagePolicy: FallbackToLogsOnError
      env:
        - name: POSTGRES_DB
          value: store
        - name: POSTGRES_USER
          value: store
        {{- include "store.secretEnv" (list "POSTGRES_PASSWORD" "databasePassword") | nindent 8 }}
        - name: PGDATA
          value: /var/lib/postgresql/data/pgdata
        {{- with include "store.moreEnv" (dict "root" . "component" "database") }}
        {{- . | nindent 8 }}
        {{- end }}
      ports:
        - name: database
          containerPort: 5432
      # By TCP: the server that only initialises listens on the socket alone.
      startupProbe:
        exec:
          command: &healthy [pg_isready, -h, 127.0.0.1, -U, store, -d, store]
        periodSeconds: 3
        timeoutSeconds: 10
        failureThreshold: 80
      readinessProbe:
        exec:
          command: *healthy
        periodSeconds: 10
        timeoutSeconds: 10
        failureThreshold: 3
      livenessProbe:
        exec:
          command: *healthy
        periodSeconds: 30
        timeoutSeconds: 10
        failureThreshold: 6
      resources: {{- toYaml .Values.medusa.database.resources | nindent 8 }}
      securityContext: {{- include "store.containerSecurity" . | nindent 8 }}
      volumeMounts:
        - name: data
          mountPath: /var/lib/postgresql/data
        - name: run
          mountPath: /var/run/postgresql
        - name: tmp
          mountPath: /tmp
  volumes:
    - name: run
      emptyDir: {}
    - name: tmp
      emptyDir: {}
{{- end }}
{{- end }}

{{/* Redis: events, workflows and locks, which must survive a restart. */}}
{{- define "store.medusa.cache" -}}
{{- with .root -}}
metadata:
  labels: {{- include "store.podLabels" (dict "root" . "component" "cache") | nindent 4 }}
  {{- with include "store.podAnnotations" (dict "root" . "component" "cache") }}
  annotations: {{- . | nindent 4 }}
  {{- end }}
spec:
  {{- include "store.podSpec" (dict "root" . "user" 999 "group" 1000) | nindent 2 }}
  containers:
    - name: cache
      image: {{ .Values.medusa.cache.image }}
      imagePullPolicy: {{ .Values.imagePullPolicy }}
      terminationMessagePolicy: FallbackToLogsOnError
      # The password goes through a file, so that it is in no process list.
      command: [sh, -c]
      args:
        - |
          umask 077
          printf 'dir /data\nappendonly yes\nmaxmemory-policy noeviction\nrequirepass %s\n' "$REDISCLI_AUTH" >/tmp/redis.conf
          exec redis-server /tmp/redis.conf
      env:
        {{- include "store.secretEnv" (list "REDISCLI_AUTH" "cachePassword") | nindent 8 }}
        {{- with include "store.moreEnv" (dict "root" . "component" "cache") }}
        {{- . | nindent 8 }}
        {{- end }}
      ports:
        - name: cache
          containerPort: 6379
      startupProbe:
        exec:
          command: &healthy [sh, -c, "redis-cli ping | grep -q PONG"]
        periodSeconds: 2
        timeoutSeconds: 5
        failureThreshold: 60
      readinessProbe:
        exec:
          command: *healthy
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 3
      livenessProbe:
        exec:
          command: *healthy
        periodSeconds: 30
        timeoutSeconds: 5
        failureThreshold: 6
      resources: {{- toYaml .Values.medusa.cache.resources | nindent 8 }}
      securityContext: {{- include "store.containerSecurity" . | nindent 8 }}
      volumeMounts:
        - name: data
          mountPath: /data
        - name: tmp
          mountPath: /tmp
  volumes:
    - name: tmp
      emptyDir: {}
{{- end }}
{{- end }}
