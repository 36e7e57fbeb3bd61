/**
 * What finds entries on the page: every word must occur, in any order; capitals and accents do not matter. It shows the
 * search box that is hidden without it, asks nobody, and stores nothing. Runs in the reader's browser.
 */
export const pageSearch = `
(() => {
  const form = document.getElementById('search');
  const words = document.getElementById('words');
  const keyOnly = document.getElementById('key-only');
  const hits = document.getElementById('hits');
  const list = document.getElementById('timeline');
  const plain = (text) => text.normalize('NFKD').replace(/\\p{M}/gu, '').toLowerCase();
  let lines = null;
  let asked = 0;
  const read = () => [...list.querySelectorAll('section')].map((part) => ({
    part,
    items: [...part.querySelectorAll('ol.said > li')].map((item) => ({
      item, key: item.classList.contains('key'), text: plain(item.textContent), shown: true,
    })),
  }));
  const look = () => {
    asked = 0;
    lines ??= read();
    const wanted = plain(words.value).split(/\\s+/).filter((word) => word !== '');
    const all = wanted.length === 0 && !keyOnly.checked;
    let found = 0;
    for (const { part, items } of lines) {
      let here = 0;
      for (const line of items) {
        const shown = (line.key || !keyOnly.checked) && wanted.every((word) => line.text.includes(word));
        if (shown) here += 1;
        if (shown !== line.shown) line.item.hidden = !shown;
        line.shown = shown;
      }
      part.hidden = here === 0;
      found += here;
    }
    list.classList.toggle('few', !all && found <= 1000);
    hits.textContent = all ? '' : found === 1 ? '1 entry found' : found + ' entries found';
  };
  const soon = () => { asked ||= requestAnimationFrame(look); };
  form.addEventListener('submit', (event) => { event.preventDefault(); look(); });
  words.addEventListener('input', soon);
  keyOnly.addEventListener('change', soon);
  form.hidden = false;
  // A browser keeps what was typed when a page is opened again.
  if (words.value !== '' || keyOnly.checked) soon();
})();
`;
