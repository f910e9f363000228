// What a browser makes of an output: what could run, what has no business in a story, and what left its container.
// The lists are written from the HTML standard and from what newscore says it writes, not from its code.
window.detector = (() => {
  const BASE = 'https://page.example/story';
  const XHTML = 'http://www.w3.org/1999/xhtml';
  const URLS = new Set('href src action formaction data poster background cite longdesc ping manifest profile codebase classid usemap icon dynsrc lowsrc xlink:href srcset archive'.split(' '));
  const NEVER = new Set('script iframe frame frameset object embed applet base link form input button select option textarea keygen isindex meta style svg math template noscript noembed noframes portal dialog audio video source track xml plaintext xmp marquee bgsound layer param title head'.split(' '));
  const STORY = new Set('a abbr article aside b bdi blockquote br caption cite code dd del dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark nav ol p pre q s samp section small span strong sub sup table tbody td tfoot th thead time tr u ul var'.split(' '));
  const ATTRIBUTES = new Set('href src alt width height class start dir lang colspan rowspan datetime'.split(' '));
  const CLASSES = /^(?:kicker|subheadline|summary|byline|dateline|published|corrections|backstory|related|credit|embed|pull|site|body|language-[^ \t\n\f\r]+)$/;

  // A form's controls can stand before its own properties (DOM clobbering), so these are asked of the interface.
  const getter = (owner, name) => { const {get} = Object.getOwnPropertyDescriptor(owner.prototype, name); return node => get.call(node) };
  const [attributesOf, nameOf, namespaceOf] = ['attributes', 'localName', 'namespaceURI'].map(name => getter(Element, name));

  const parse = markup => new DOMParser().parseFromString(markup, 'text/html');
  const scheme = value => { try { return new URL(value, BASE).protocol } catch { return 'unparsable:' } };

  // What a browser could run, load in a frame or be led astray by: the measure of the raw control too.
  function dangers(element, found) {
    const name = nameOf(element);
    if (NEVER.has(name) || namespaceOf(element) !== XHTML) found.push(`<${name}>`);
    for (const {name: attribute, value} of attributesOf(element)) {
      const lower = attribute.toLowerCase();
      if (lower.startsWith('on')) found.push(`${name} ${lower}`);
      else if (lower === 'style' || lower === 'srcdoc' || lower === 'id' || lower === 'name' || lower === 'is') found.push(`${name} ${lower}`);
      else if (URLS.has(lower) && !/^https?:$/.test(scheme(value))) found.push(`${name} ${lower}=${value.slice(0, 40)}`);
    }
  }

  // What no story holds, harmless or not.
  function strangers(element, found, also) {
    if (!STORY.has(nameOf(element))) found.push(`not ours: <${nameOf(element)}>`);
    for (const {name, value} of attributesOf(element)) {
      if (name === 'rel' && value === 'author') continue;
      if (also === `${nameOf(element)} ${name}`) continue;
      if (!ATTRIBUTES.has(name)) found.push(`not ours: ${nameOf(element)} ${name}`);
      else if (name === 'class' && !value.split(' ').every(each => CLASSES.test(each))) found.push(`not ours: class ${value.slice(0, 40)}`);
    }
  }

  function walk(root, found, strict = true, also = '') {
    for (const element of root.querySelectorAll('*')) {
      dangers(element, found);
      if (strict) strangers(element, found, also);
      if (nameOf(element) === 'template' && element.content) walk(element.content, found, strict, also);
    }
  }

  // A fragment stands between two marks, in a container; parsed, written again and parsed again, since a sanitiser's
  // output that means something else the second time is how mutation attacks work. One more attribute may be allowed.
  function fragment(markup, also = '') {
    const dom = [], escapes = [];
    let again = markup;
    for (let round = 0; round < 2; round++) {
      const page = parse(`<!DOCTYPE html><title>t</title><body><i id="before"></i><div id="container">${again}</div><i id="after">end</i></body>`);
      const container = page.getElementById('container');
      const outside = [...page.body.childNodes].map(node => node.nodeName === 'I' || node === container ? node.id : node.nodeName).join();
      const intact = outside === 'before,container,after' && page.body.lastChild.innerHTML === 'end'
        && page.head.childNodes.length === 1 && page.title === 't' && page.body.attributes.length === 0
        && page.documentElement.attributes.length === 0 && page.documentElement.childNodes.length === 2;
      if (!intact) escapes.push(`round ${round}: ${outside}`);
      const found = [];
      walk(container, found, true, also);
      dom.push(...found.map(each => round ? `again: ${each}` : each));
      again = container.innerHTML;
    }
    return {dom, escapes};
  }

  function page(markup, {headline, title}) {
    const dom = [], escapes = [], read = parse(markup);
    const [html, head, body] = [read.documentElement, read.head, read.body];
    const count = {script: 0, title: 0};
    for (const element of head.querySelectorAll('*')) {
      const name = element.localName;
      if (name in count) count[name]++;
      const known = {
        meta: () => element.hasAttribute('charset') || /^(?:viewport|description|author|twitter:[a-z:]+)$/.test(element.name) || /^(?:og|article):[a-z_:]+$/.test(element.getAttribute('property')),
        link: () => /^(?:canonical|alternate)$/.test(element.rel) && /^https?:$/.test(scheme(element.getAttribute('href'))),
        script: () => element.type === 'application/ld+json' && JSON.parse(element.textContent) !== null,
        title: () => element.textContent === title,
      }[name];
      if (!known || !known() || element.parentNode !== head) dom.push(`head: <${name}>`);
      for (const {name: attribute} of element.attributes)
        if (!/^(?:charset|name|content|property|rel|href|hreflang|type)$/.test(attribute)) dom.push(`head: ${name} ${attribute}`);
    }
    if (count.script !== 1 || count.title !== 1) dom.push(`head: ${JSON.stringify(count)}`);
    const top = [...body.children].map(child => child.localName).join();
    if (!/^(?:header,)?main$/.test(top) || body.attributes.length) escapes.push(`body: ${top}`);
    const [main] = body.getElementsByTagName('main');
    if (!main || main.children.length !== 1 || main.firstElementChild.localName !== 'article') escapes.push('main');
    else if (main.querySelector('h1').textContent !== headline) escapes.push('h1');
    for (const node of [html, head, body])
      for (const child of node.childNodes) if (child.nodeType !== 1 && child.textContent.trim()) escapes.push(`loose: ${child.textContent.slice(0, 40)}`);
    if ([...html.attributes].some(({name}) => name !== 'lang' && name !== 'dir')) escapes.push('html');
    for (const child of body.children) {
      dangers(child, dom);
      const found = []; walk(child, found); dom.push(...found);
    }
    return {dom, escapes};
  }

  // Tags for a head, between marks: nothing but meta elements, and nothing that ends the head.
  function head(markup, values) {
    const dom = [], escapes = [];
    const {head, body} = parse(`<!DOCTYPE html><html><head><title>t</title>${markup}<meta name="after"></head><body>end</body></html>`);
    if (head.lastElementChild.name !== 'after' || head.firstElementChild.textContent !== 't' || body.innerHTML !== 'end') escapes.push('head');
    for (const element of [...head.children].slice(1, -1)) {
      if (element.localName !== 'meta' || element.hasAttribute('http-equiv')) dom.push(`<${element.localName}>`);
      for (const {name} of element.attributes) if (!/^(?:name|property|content)$/.test(name)) dom.push(`meta ${name}`);
    }
    for (const [name, value] of Object.entries(values))
      if (head.querySelector(`[property="${name}"]`)?.content !== value) escapes.push(name);
    return {dom, escapes};
  }

  // JSON-LD in its script element, between marks; what went in is what JSON.parse gives back.
  function script(markup, values) {
    const dom = [], escapes = [];
    const page = parse(`<!DOCTYPE html><body><i id="before"></i>${markup}<i id="after">end</i></body>`);
    if (page.body.children.length !== 3 || page.body.innerHTML.slice(-28) !== '</script><i id="after">end</i>'.slice(-28)) escapes.push('script');
    const [element] = page.getElementsByTagName('script');
    if (page.querySelectorAll('*').length !== 6) dom.push('elements');
    try {
      const read = JSON.parse(element.textContent);
      for (const [name, value] of Object.entries(values)) if (read[name] !== value) escapes.push(`value of ${name}`);
    } catch (error) { escapes.push(String(error)) }
    return {dom, escapes};
  }

  // The items of a feed as a reader takes them apart: each title, and each piece of HTML.
  function feed(document, kind, headlines) {
    let items;
    if (kind === 'jsonfeed') items = JSON.parse(document).items.map(item => [item.title, item.content_html ?? '', item.url]);
    else {
      const read = new DOMParser().parseFromString(document, 'text/xml');
      if (read.querySelector('parsererror')) return [{dom: [], escapes: [read.querySelector('parsererror').textContent.slice(0, 200)]}];
      const [item, content, summary] = kind === 'rss' ? ['item', 'content:encoded', 'description'] : ['entry', 'content', ''];
      const text = (node, name) => name ? [...node.children].find(child => child.nodeName === name)?.textContent ?? '' : '';
      items = [...read.getElementsByTagName(item)].map(node => [
        text(node, 'title'), `${text(node, content)}\n${text(node, summary)}`,
        kind === 'rss' ? text(node, 'link') : [...node.children].find(child => child.nodeName === 'link').getAttribute('href'),
      ]);
    }
    const results = items.map(([title, markup, url], at) => {
      const result = fragment(markup);
      if (title !== headlines[at]) result.escapes.push(`title ${at}`);
      if (!/^https?:$/.test(scheme(url))) result.dom.push(`link ${url}`);
      return result;
    });
    if (items.length !== headlines.length) results.push({dom: [], escapes: [`${items.length} items of ${headlines.length}`]});
    return results;
  }

  function raw(markup) {
    const dom = [], escapes = [];
    walk(parse(markup), dom, false);
    return {dom: dom.filter(each => !/^<(?:head|title)>$/.test(each)), escapes};
  }

  const CHECKS = {fragment, page, head, script, raw};

  // Only what is wrong comes back: [place in the list, DOM, escapes].
  const failures = results => results.flatMap(({dom, escapes}, at) => dom.length || escapes.length ? [[at, dom.slice(0, 5), escapes.slice(0, 5)]] : []);

  // Live, with scripting on, in a frame of a page under script-src 'none': every attempt to run is stopped and told.
  async function live(items) {
    // One count an item, and a last one for what cannot be traced to one.
    const attempts = [...items.map(() => 0), 0];
    const frame = document.createElement('iframe');
    frame.hidden = true;
    document.body.append(frame);
    const inside = frame.contentDocument, range = inside.createRange();
    const holders = items.map(() => inside.body.appendChild(inside.createElement('div')));
    inside.addEventListener('securitypolicyviolation', event => {
      if (!event.effectiveDirective.startsWith('script-src')) return;
      const at = holders.findIndex(holder => holder.contains(event.target));
      attempts[at < 0 ? items.length : at]++;
    });
    items.forEach((markup, at) => {
      range.selectNodeContents(holders[at]);
      const made = range.createContextualFragment(markup);
      // A refresh would take the frame away from under the others; the check of the DOM has counted it.
      for (const meta of made.querySelectorAll('meta[http-equiv], base')) meta.remove();
      holders[at].append(made);
    });
    // Links that lead nowhere on the web are followed; the policy sees what that would have run.
    for (const link of inside.querySelectorAll('a[href], area[href]'))
      if (!/^(?:https?|mailto|tel|ftp|file):$/.test(link.protocol)) link.click();
    await new Promise(done => setTimeout(done, 60));
    frame.remove();
    return attempts;
  }

  return {
    check: (name, items) => failures(items.map(given => CHECKS[name](...given))),
    feed: (...given) => failures(feed(...given)),
    live,
  };
})();
