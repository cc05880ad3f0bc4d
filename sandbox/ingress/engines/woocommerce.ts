// A WordPress with WooCommerce, as far as a probe and a curious visitor look.
import { html } from '../html.ts'
import type { Page, StandIn, Visit } from './stand-in.ts'

const product = {
  id: 1,
  name: 'Simulated T-shirt',
  slug: 'simulated-t-shirt',
  type: 'simple',
  permalink: '/product/simulated-t-shirt/',
  prices: { price: '1900', regular_price: '1900', currency_code: 'EUR', currency_minor_unit: 2 },
  is_purchasable: true,
  is_in_stock: true,
}

export const woocommerce: StandIn = { engine: 'woocommerce', answer }

/** The set-up Job installs WordPress; until one has completed, WordPress asks for it. */
function answer({ host, path, headers, isSetUp }: Visit): Page {
  const page = (title: string, ...paragraphs: string[]): Page => ({
    status: 200,
    type: 'text/html',
    body: html(title, paragraphs),
  })
  if (!isSetUp && !path.startsWith('/wp-admin/')) return redirect(headers.host, '/wp-admin/install.php')
  switch (path.replace(/(.)\/$/, '$1')) {
    case '/':
      return page(
        host,
        'A simulated store, as WooCommerce would show it.',
        '<a href="/shop">Shop</a> · <a href="/wp-login.php">Log in</a>',
      )
    case '/shop':
      return page(`Shop – ${host}`, `WooCommerce: ${product.name}, 19.00 €`)
    case '/wp-login.php':
      return page(`Log In ‹ ${host} — WordPress`, 'Username or Email Address, Password')
    case '/wp-admin':
      return redirect(headers.host, '/wp-login.php')
    case '/wp-admin/install.php':
      return page('WordPress › Installation', 'WordPress is not installed yet.')
    case '/wp-json/wc/store/v1/products':
      return { status: 200, type: 'application/json', body: JSON.stringify([product]) }
    default:
      return { status: 404, type: 'text/html', body: html(`Page not found – ${host}`, ['WordPress has no such page.']) }
  }
}

/** To the host as the visitor wrote it, port included. */
const redirect = (host: string | undefined, path: string): Page => ({
  status: 302,
  body: '',
  location: `http://${host}${path}`,
})
