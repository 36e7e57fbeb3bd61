/**
 * `inc-42-checkout-returns-500s`: Slack takes lower-case letters, digits, `-` and `_`, at most 80 characters
 * (conversations.create). Letters without a plain Latin form are left out; the number alone is a valid name.
 */
export function channelName(number: number, title: string, suffix = 1): string {
  const tail = suffix > 1 ? `-${suffix}` : '';
  const slug = title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const head = `inc-${number}${slug === '' ? '' : `-${slug}`}`;
  return head.slice(0, 80 - tail.length).replace(/-+$/, '') + tail;
}
