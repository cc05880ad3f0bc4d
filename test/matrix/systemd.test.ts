// docs/install-vps.md, command by command, on a Debian machine whose first process is a real systemd; the cluster is the sandbox.
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Machine, startMachine } from '../deploy/machine.ts'
import { eventually } from '../support/eventually.ts'
import { root } from '../support/process.ts'

const page = readFileSync(join(root, 'docs/install-vps.md'), 'utf8')
const units = ['storeplane-functions', 'storeplane-poller', 'storeplane-poller-check', 'storeplane-poller-watch']

let machine: Machine
let key: string
beforeAll(async () => {
  const bin = join(root, '.cache/deploy/bin')
  mkdirSync(bin, { recursive: true })
  copyFileSync(process.execPath, join(bin, 'node'))
  copyFileSync(process.env['STOREPLANE_TEST_HELM'] ?? '', join(bin, 'helm'))
  machine = await startMachine()
  await machine.must(`install -m 755 .cache/deploy/bin/node /usr/bin/node
    install -m 755 .cache/deploy/bin/helm /usr/local/bin/helm
    systemd-run --unit sandbox node $PWD/dist/sandbox.mjs --port 0 --ingress-port 0 --write-env /root/sandbox.env --pod-delay 50`)
  await eventually(async () => (await machine.run('test -s /root/sandbox.env')).code === 0, { what: 'the sandbox' })
  await machine.must(`. /root/sandbox.env; install -D -m 600 "$KUBECONFIG" /etc/rancher/k3s/k3s.yaml`)
}, 300_000)
afterAll(() => machine?.stop())

/** The commands that stand under a heading of the page. */
function commandsOf(heading: string): string {
  const section = page.split(/^## /m).find((text) => text.replace(/^\d+\. /, '').startsWith(heading)) ?? ''
  const [, commands] = /<!-- run by: test\/matrix\/systemd\.test\.ts -->\n```sh\n([\s\S]*?)```/.exec(section) ?? []
  if (commands === undefined) throw new Error(`the page has no commands under "${heading}"`)
  return commands
}

const follow = (heading: string) => machine.must(commandsOf(heading))

async function api(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: Record<string, string> }> {
  const data = body === undefined ? '' : `-H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`
  const output = await machine.must(
    `curl --silent -X ${method} -H 'Authorization: Bearer ${key}' ${data} -w '\\n%{http_code}' http://127.0.0.1:5000/api/v1${path}`,
  )
  const [text = '', status] = output.split(/\n(?=\d+$)/)
  return { status: Number(status), body: JSON.parse(text) }
}

const until = (id: string, status: string, deadlineMs: number) =>
  eventually(async () => (await api('GET', `/stores/${id}`)).body['status'] === status, {
    deadlineMs,
    everyMs: 500,
    what: `${id} to become ${status}`,
  })

const property = async (unit: string, name: string) =>
  (await machine.must(`systemctl show --value --property ${name} ${unit}`)).trim()

async function lifeOf(name: string, deadlineMs = 60_000): Promise<void> {
  const { status, body } = await api('POST', '/stores', { name, engine: 'woocommerce' })
  expect(status).toBe(202)
  const id = body['id'] ?? ''
  await until(id, 'READY', deadlineMs)
  await api('DELETE', `/stores/${id}`)
  await until(id, 'DELETED', deadlineMs)
}

test('the steps of the page, as they stand, lead to a control plane under systemd', async () => {
  await follow('Programs')
  await follow('User and folders')
  await follow('Configuration')
  await machine.must(`cp helm/store/values-local.yaml /etc/storeplane/values.yaml
    sed -i '/^BASE_DOMAIN\\|^STORE_URL_TEMPLATE/d' /etc/storeplane/.env
    grep -v '^KUBECONFIG\\|^HELM_ENV_VALUES' /root/sandbox.env >>/etc/storeplane/.env`)
  await follow('Units')
  const checked = await follow('Database, check, first key')
  key = /sp_[\w-]+/.exec(checked)?.[0] ?? ''
  expect(checked).toMatch(/ok {4}Cluster: answers/)
  expect(checked).not.toContain('FAIL')
  expect(await follow('Start')).toContain('storeplane-poller.service')
})

test('the units are right as systemd reads them, and what they may do is rated 1.5 of 10 or better', async () => {
  for (const unit of units) {
    expect(await machine.must(`systemd-analyze verify --man=no ${unit}.service`)).toBe('')
    const rated = await machine.must(`systemd-analyze security --no-pager ${unit}.service`)
    expect(Number(/exposure level for \S+: ([\d.]+)/.exec(rated)?.[1])).toBeLessThanOrEqual(1.5)
  }
  expect(await machine.must('systemd-analyze verify --man=no storeplane-poller.timer')).toBe('')
})

test('systemctl start of the API returns when it serves', async () => {
  for (let round = 0; round < 3; round++)
    await machine.must(`systemctl stop storeplane-functions
      systemctl start storeplane-functions
      curl --fail --silent --show-error http://127.0.0.1:5000/health/ready`)
  const pid = await property('storeplane-functions', 'MainPID')
  await machine.must(`kill -TERM ${pid}`)
  await eventually(async () => (await property('storeplane-functions', 'ActiveState')) === 'inactive')
  expect(await property('storeplane-functions', 'Result')).toBe('success')
  await machine.must('systemctl start storeplane-functions')
})

test('under the timer, as an unprivileged user, a store becomes READY and goes again', async () => {
  await lifeOf('by-timer')
  expect(await machine.must('ps -o user:20= -C node | sort -u')).toContain('storeplane')
  expect(await machine.must('stat -c "%U %a" /var/lib/storeplane /var/lib/storeplane/stores.db')).toBe(
    'storeplane 700\nstoreplane 600\n',
  )
})

test('a tick that hangs under the timer is ended, and the next one works', async () => {
  await machine.must(`mkdir -p /run/systemd/system/storeplane-poller.service.d
    printf '[Service]\\nTimeoutStartSec=5\\nTimeoutStopSec=2\\n' >/run/systemd/system/storeplane-poller.service.d/quick.conf
    systemctl daemon-reload
    timeout 60 sh -c 'until pid=$(systemctl show --value --property MainPID storeplane-poller) && [ "$pid" != 0 ] && kill -STOP "$pid"; do :; done'`)
  await eventually(async () => (await property('storeplane-poller', 'Result')) === 'timeout', {
    deadlineMs: 90_000,
    everyMs: 200,
    what: 'the end of the tick',
  })
  await machine.must('rm /run/systemd/system/storeplane-poller.service.d/quick.conf; systemctl daemon-reload')
  await lifeOf('after-a-tick-that-hung')
})

test('neither key nor kubeconfig can be read by the services but through systemd, and no journal has the key', async () => {
  const secret = (await machine.must('cat /etc/storeplane/secret-key')).trim()
  for (const file of ['secret-key', 'kubeconfig'])
    expect((await machine.run(`runuser -u storeplane -- cat /etc/storeplane/${file}`)).code).not.toBe(0)
  expect(await machine.must('journalctl --no-pager')).not.toContain(secret)
  expect((await api('GET', '/stores/nobody-abc123/credentials')).status).toBe(403)
})

test('a watching poller works stores as well, and one that hangs is noticed by systemd and started anew', async () => {
  await machine.must(`mkdir -p /run/systemd/system/storeplane-poller-watch.service.d
    printf '[Service]\\nWatchdogSec=15\\nTimeoutAbortSec=2\\nRestartSec=1\\n' >/run/systemd/system/storeplane-poller-watch.service.d/quick.conf
    systemctl daemon-reload`)
  await follow('Alternative: run the poller as a service')
  expect(await property('storeplane-poller.timer', 'ActiveState')).toBe('inactive')
  await lifeOf('by-watching')
  expect(await property('storeplane-poller-watch', 'NRestarts')).toBe('0')
  const pid = await property('storeplane-poller-watch', 'MainPID')
  await machine.must(`kill -STOP ${pid}`)
  await eventually(async () => Number(await property('storeplane-poller-watch', 'NRestarts')) > 0, {
    deadlineMs: 90_000,
    everyMs: 500,
    what: 'the watchdog',
  })
  expect(await machine.must('journalctl --no-pager --unit storeplane-poller-watch')).toContain('Watchdog timeout')
  await lifeOf('after-hanging')
})

test('services that are stopped end by themselves, with success', async () => {
  for (const unit of ['storeplane-poller-watch', 'storeplane-functions']) {
    await machine.must(`systemctl stop ${unit}`)
    expect([unit, await property(unit, 'Result'), await property(unit, 'ExecMainStatus')]).toEqual([
      unit,
      'success',
      '0',
    ])
  }
  await machine.must('systemctl start storeplane-functions storeplane-poller-watch')
})

test('what the page says of first logins, looking, upgrading, cron and removal is so', async () => {
  await follow('First logins over the API')
  await follow('Look after it')
  await follow('Upgrade')
  expect(await machine.must('journalctl --no-pager')).not.toMatch(/code=(killed|dumped), status=11/)
  await lifeOf('after-upgrade')
  await follow('Cron instead of systemd')
  expect(await property('storeplane-poller-watch', 'ActiveState')).toBe('inactive')
  await lifeOf('by-cron', 150_000)
  await follow('Remove')
  expect((await machine.run('ls /opt/storeplane || systemctl cat storeplane-functions')).code).not.toBe(0)
}, 400_000)
