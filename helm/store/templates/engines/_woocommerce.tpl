{{/* WooCommerce: the official WordPress image as user 33 on port 8080, prepared and set up by files/woocommerce. */}}
{{- define "store.woocommerce.facts" -}}
{{- with .root.Values.woocommerce -}}
storage: {{ .storage }}
services:
  database: { port: 3306, storage: {{ .database.storage }} }
{{- end }}
{{- end }}

{{- define "store.woocommerce.secret" -}}
{{ include "store.secretData" (list .root "adminPassword" "databasePassword" "authKey" "secureAuthKey" "loggedInKey" "nonceKey" "authSalt" "secureAuthSalt" "loggedInSalt" "nonceSalt") }}
{{- end }}

{{/* The set-up's programs, as files of its pods. */}}
{{- define "store.woocommerce.extras" -}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: setup
  labels: {{- include "store.labels" (dict "root" .root "component" "setup") | nindent 4 }}
data: {{- include "store.woocommerce.programs" .root | nindent 2 }}
{{- end }}

{{/* Takes (dict "root" $ "component" "web"). */}}
{{- define "store.woocommerce.env" -}}
{{- $store := .root.Values.store -}}
- name: STORE_URL
  value: {{ $store.url | quote }}
- name: WORDPRESS_DB_HOST
  value: database
- name: WORDPRESS_DB_NAME
  value: store
- name: WORDPRESS_DB_USER
  value: store
{{ include "store.secretEnv" (list "WORDPRESS_DB_PASSWORD" "databasePassword") }}
{{- range $key := list "AUTH_KEY" "SECURE_AUTH_KEY" "LOGGED_IN_KEY" "NONCE_KEY" "AUTH_SALT" "SECURE_AUTH_SALT" "LOGGED_IN_SALT" "NONCE_SALT" }}
{{ include "store.secretEnv" (list (printf "WORDPRESS_%s" $key) ($key | lower | camelcase | untitle)) }}
{{- end }}
- name: WORDPRESS_CONFIG_EXTRA
  value: |
    define('WP_HOME', getenv('STORE_URL'));
    define('WP_SITEURL', getenv('STORE_URL'));
    define('DISABLE_WP_CRON', true);
    define('FS_METHOD', 'direct');
{{- with include "store.moreEnv" . }}
{{ . }}
{{- end }}
{{- end }}

{{- define "store.woocommerce.mounts" -}}
- name: files
  mountPath: /var/www/html
- name: setup
  mountPath: /opt/storeplane
  readOnly: true
- name: tmp
  mountPath: /tmp
{{- end }}

{{- define "store.woocommerce.volumes" -}}
- name: files
  persistentVolumeClaim:
    claimName: files
- name: setup
  configMap:
    name: setup
- name: tmp
  emptyDir: {}
{{- end }}

{{/* Runs a program so that it ends at SIGTERM: as a container's first process PHP would not hear it. */}}
{{- define "store.woocommerce.run" -}}
command: [sh, -c]
args: [{{ printf "trap 'exit 143' TERM INT; %s & wait $!" . | quote }}]
{{- end }}

{{/* The init container that puts WordPress and the plugin on the volume, or finds them there. Takes (dict "root" $ "component" "web"). */}}
{{- define "store.woocommerce.prepare" -}}
{{- with .root -}}
{{- $plugin := .Values.woocommerce.plugin -}}
name: prepare
image: {{ .Values.woocommerce.image }}
imagePullPolicy: {{ .Values.imagePullPolicy }}
terminationMessagePolicy: FallbackToLogsOnError
{{ include "store.woocommerce.run" "php -d memory_limit=256M /opt/storeplane/prepare.php" }}
env:
  - name: STORE_WAIT_SECONDS
    value: {{ .Values.setup.waitSeconds | quote }}
  {{- if not $plugin.baked }}
  - name: PLUGIN_URL
    value: {{ $plugin.url | replace "{version}" $plugin.version | quote }}
  - name: PLUGIN_VERSION
    value: {{ $plugin.version | quote }}
  - name: PLUGIN_SHA256
    value: {{ $plugin.sha256 | quote }}
  # The other half is the set-up's.
  - name: PLUGIN_DEADLINE_SECONDS
    value: {{ div .Values.setup.activeDeadlineSeconds 2 | quote }}
  {{- end }}
  {{- with include "store.moreEnv" $ }}
  {{- . | nindent 2 }}
  {{- end }}
resources: {{- toYaml .Values.woocommerce.resources.setup | nindent 2 }}
securityContext: {{- include "store.containerSecurity" . | nindent 2 }}
volumeMounts: {{- include "store.woocommerce.mounts" . | nindent 2 }}
{{- end }}
{{- end }}

{{/* The set-up's pod. "name" is the Job's, which the program records in the database once all is done and checked. */}}
{{- define "store.woocommerce.setup" -}}
{{- with .root -}}
metadata:
  labels: {{- include "store.podLabels" (dict "root" . "component" "setup") | nindent 4 }}
    storeplane.dev/volume: files
  annotations:
    storeplane.dev/programs: {{ include "store.woocommerce.programs" . | sha256sum | trunc 16 | quote }}
    {{- with include "store.podAnnotations" (dict "root" . "component" "setup") }}
    {{- . | nindent 4 }}
    {{- end }}
spec:
  restartPolicy: Never
  {{- include "store.podSpec" (dict "root" . "user" 33 "group" 33) | nindent 2 }}
  affinity: {{- include "store.sharedVolumeAffinity" . | nindent 4 }}
  initContainers:
    - {{- include "store.woocommerce.prepare" (dict "root" . "component" "setup") | nindent 6 }}
  containers:
    - name: setup
      image: {{ .Values.woocommerce.image }}
      imagePullPolicy: {{ .Values.imagePullPolicy }}
      terminationMessagePolicy: FallbackToLogsOnError
      {{- include "store.woocommerce.run" "php -d memory_limit=512M /opt/storeplane/setup.php" | nindent 6 }}
      env:
        {{- include "store.woocommerce.env" (dict "root" . "component" "setup") | nindent 8 }}
        - name: STORE_SETUP
          value: {{ $.name | quote }}
        - name: STORE_WAIT_SECONDS
          value: {{ .Values.setup.waitSeconds | quote }}
        - name: STORE_NAME
          value: {{ .Values.store.name | quote }}
        - name: STORE_CURRENCY
          value: {{ .Values.store.currency | quote }}
        - name: STORE_COUNTRY
          value: {{ .Values.store.country | quote }}
        - name: STORE_SAMPLE_PRODUCT
          value: {{ ternary "yes" "no" .Values.setup.sampleProduct | quote }}
        - name: STORE_ADMIN_USER
          value: {{ .Values.store.adminUser | quote }}
        - name: STORE_ADMIN_EMAIL
          value: {{ required "store.adminEmail is missing: the platform hands it in" .Values.store.adminEmail | quote }}
        {{- include "store.secretEnv" (list "STORE_ADMIN_PASSWORD" "adminPassword") | nindent 8 }}
      resources: {{- toYaml .Values.woocommerce.resources.setup | nindent 8 }}
      securityContext: {{- include "store.containerSecurity" . | nindent 8 }}
      volumeMounts: {{- include "store.woocommerce.mounts" . | nindent 8 }}
  volumes: {{- include "store.woocommerce.volumes" . | nindent 4 }}
{{- end }}
{{- end }}

{{/* The programs and Apache's two files, as the data of the ConfigMap `setup`. */}}
{{- define "store.woocommerce.programs" -}}
{{- range $path, $_ := .Files.Glob "files/woocommerce/*" }}
{{ base $path }}: |
  {{- $.Files.Get $path | replace "{workers}" (include "store.woocommerce.workers" $) | nindent 2 }}
{{- end }}
{{- end }}

{{/* How many requests Apache answers at once. Measured with WooCommerce 10.5: 14 MiB for each process beside 30 that they share. At
     least as many as its probes need, at most what leaves some of MariaDB's 151 connections to others. */}}
{{- define "store.woocommerce.workers" -}}
{{- $memory := .Values.woocommerce.resources.web.limits.memory -}}
{{- $unit := regexFind "[A-Za-z]*$" $memory -}}
{{- $bytes := get (dict "m" 0.001 "k" 1e3 "M" 1e6 "G" 1e9 "T" 1e12 "Ki" 1024.0 "Mi" 1048576.0 "Gi" 1073741824.0 "Ti" 1099511627776.0) $unit | default 1.0 -}}
{{- $mebibytes := divf (mulf (trimSuffix $unit $memory | float64) $bytes) 1048576.0 | floor | int -}}
{{- div (sub $mebibytes 128) 16 | max 4 | min 128 -}}
{{- end }}

{{- define "store.woocommerce.web" -}}
{{- with .root -}}
metadata:
  labels: {{- include "store.podLabels" (dict "root" . "component" "web") | nindent 4 }}
    storeplane.dev/volume: files
  annotations:
    storeplane.dev/programs: {{ include "store.woocommerce.programs" . | sha256sum | trunc 16 | quote }}
    {{- with include "store.podAnnotations" (dict "root" . "component" "web") }}
    {{- . | nindent 4 }}
    {{- end }}
spec:
  {{- include "store.podSpec" (dict "root" . "user" 33 "group" 33) | nindent 2 }}
  affinity: {{- include "store.sharedVolumeAffinity" . | nindent 4 }}
  initContainers:
    - {{- include "store.woocommerce.prepare" (dict "root" . "component" "web") | nindent 6 }}
    # Until the set-up is done, WordPress would offer its installer to whoever comes first.
    - name: wait
      image: {{ .Values.woocommerce.image }}
      imagePullPolicy: {{ .Values.imagePullPolicy }}
      terminationMessagePolicy: FallbackToLogsOnError
      {{- include "store.woocommerce.run" "php /opt/storeplane/wait.php" | nindent 6 }}
      env:
        {{- include "store.woocommerce.env" (dict "root" . "component" "web") | nindent 8 }}
        - name: STORE_SETUP
          value: {{ include "store.setupName" . }}
        - name: STORE_WAIT_SECONDS
          value: {{ .Values.setup.activeDeadlineSeconds | quote }}
      resources: {{- toYaml .Values.woocommerce.resources.cron | nindent 8 }}
      securityContext: {{- include "store.containerSecurity" . | nindent 8 }}
      volumeMounts: {{- include "store.woocommerce.mounts" . | nindent 8 }}
  containers:
    - name: web
      image: {{ .Values.woocommerce.image }}
      imagePullPolicy: {{ .Values.imagePullPolicy }}
      terminationMessagePolicy: FallbackToLogsOnError
      args: [apache2-foreground]
      env:
        {{- include "store.woocommerce.env" (dict "root" . "component" "web") | nindent 8 }}
        - name: APACHE_RUN_DIR
          value: /tmp/apache2
        - name: APACHE_LOCK_DIR
          value: /tmp/apache2
        - name: APACHE_PID_FILE
          value: /tmp/apache2/apache2.pid
      ports:
        - name: http
          containerPort: 8080
        - name: probes
          containerPort: 8081
      startupProbe:
        httpGet:
          path: /ready.php
          port: probes
        periodSeconds: 2
        timeoutSeconds: 10
        failureThreshold: 90
      readinessProbe:
        httpGet:
          path: /ready.php
          port: probes
        periodSeconds: 5
        timeoutSeconds: 10
        failureThreshold: 3
      livenessProbe:
        httpGet:
          path: /alive.php
          port: probes
        periodSeconds: 20
        timeoutSeconds: 10
        failureThreshold: 6
      resources: {{- toYaml .Values.woocommerce.resources.web | nindent 8 }}
      securityContext: {{- include "store.containerSecurity" . | nindent 8 }}
      volumeMounts:
        {{- include "store.woocommerce.mounts" . | nindent 8 }}
        - name: setup
          mountPath: /etc/apache2/ports.conf
          subPath: ports.conf
          readOnly: true
        - name: setup
          mountPath: /etc/apache2/sites-available/000-default.conf
          subPath: site.conf
          readOnly: true
    # WordPress's own way of running due work calls the store's URL from inside, which need not lead anywhere.
    - name: cron
      image: {{ .Values.woocommerce.image }}
      imagePullPolicy: {{ .Values.imagePullPolicy }}
      terminationMessagePolicy: FallbackToLogsOnError
      command: [sh, -c]
      args:
        - |
          trap 'exit 0' TERM INT
          while :; do
            php -d memory_limit=256M /opt/storeplane/cron.php
            sleep {{ .Values.woocommerce.cron.intervalSeconds | int }} & wait $!
          done
      env: {{- include "store.woocommerce.env" (dict "root" . "component" "web") | nindent 8 }}
      resources: {{- toYaml .Values.woocommerce.resources.cron | nindent 8 }}
      securityContext: {{- include "store.containerSecurity" . | nindent 8 }}
      volumeMounts: {{- include "store.woocommerce.mounts" . | nindent 8 }}
  volumes: {{- include "store.woocommerce.volumes" . | nindent 4 }}
{{- end }}
{{- end }}

{{- define "store.woocommerce.database" -}}
{{- with .root -}}
metadata:
  labels: {{- include "store.podLabels" (dict "root" . "component" "database") | nindent 4 }}
  {{- with include "store.podAnnotations" (dict "root" . "component" "database") }}
  annotations: {{- . | nindent 4 }}
  {{- end }}
spec:
  terminationGracePeriodSeconds: 60
  {{- include "store.podSpec" (dict "root" . "user" 999 "group" 999) | nindent 2 }}
  containers:
    - name: database
      image: {{ .Values.woocommerce.database.image }}
      imagePullPolicy: {{ .Values.imagePullPolicy }}
      terminationMessagePolicy: FallbackToLogsOnError
      env:
        - name: MARIADB_DATABASE
          value: store
        - name: MARIADB_USER
          value: store
        {{- include "store.secretEnv" (list "MARIADB_PASSWORD" "databasePassword") | nindent 8 }}
        # Nobody needs root: its password is thrown away, and it may only log in from inside the container.
        - name: MARIADB_RANDOM_ROOT_PASSWORD
          value: "1"
        - name: MARIADB_ROOT_HOST
          value: localhost
        - name: MARIADB_AUTO_UPGRADE
          value: "1"
        {{- with include "store.moreEnv" (dict "root" . "component" "database") }}
        {{- . | nindent 8 }}
        {{- end }}
      ports:
        - name: database
          containerPort: 3306
      # Not mysqladmin ping: the server that only initialises answers it too.
      startupProbe:
        exec:
          command: &healthy [healthcheck.sh, --connect, --innodb_initialized]
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
      resources: {{- toYaml .Values.woocommerce.database.resources | nindent 8 }}
      securityContext: {{- include "store.containerSecurity" . | nindent 8 }}
      volumeMounts:
        - name: data
          mountPath: /var/lib/mysql
        - name: run
          mountPath: /run/mysqld
        - name: tmp
          mountPath: /tmp
  volumes:
    - name: run
      emptyDir: {}
    - name: tmp
      emptyDir: {}
{{- end }}
{{- end }}
