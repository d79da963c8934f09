// Shows what the worker says, and tells it what is asked; the model is in the worker.
'use strict';
const at = id => document.getElementById(id);
const ASIDE = ['bars', 'sizes', 'text', 'verdict', 'measure'];
let worker, options = '', number = 0;

function fault(line) {
  at('fault').hidden = !line;
  at('fault').textContent = line || '';
  if (line) { at('status').textContent = ''; stale(true); }
}

// While it is busy nobody is read what changes anyway.
function state(now) {
  document.body.dataset.state = now;
  at('answer').setAttribute('aria-busy', now === 'running');
}

function stale(is) {
  for (const id of ASIDE) at(id).classList.toggle('stale', is);
}

// The slider in use stays the element it is, or its drag would end; what stands beside it is
// renewed.
function controls(html) {
  const form = at('controls');
  const used = form.contains(document.activeElement) ? document.activeElement : null;
  const fresh = document.createElement('form');
  const open = [...form.querySelectorAll('details[open]')].map(details => details.id);
  const name = part => part.id || part.querySelector('[id]').id;
  const beside = part => [...part.children].filter(child => child.type !== 'range');
  fresh.innerHTML = html;
  if (used?.type === 'range') {
    for (const part of [...fresh.children]) {
      const own = [...form.children].find(other => name(other) === name(part));
      if (!own?.contains(used)) { own?.replaceWith(part); continue; }
      beside(own).forEach(child => child.remove());
      used.before(...beside(part));
    }
  } else {
    form.replaceChildren(...fresh.children);
    if (used?.id) at(used.id)?.focus();
  }
  for (const id of open) at(id).open = true;
}

function show(frame) {
  fault(frame.fault);
  if (frame.options !== undefined) {
    options = frame.options;
    history.replaceState(null, '', '#' + encodeURI(options));
    if (document.activeElement !== at('options')) at('options').value = options;
    stale(true);
  }
  if (frame.controlsHtml !== undefined) controls(frame.controlsHtml);
  const renew = (id, what, value) => {
    if (value === undefined) return;
    at(id)[what] = value;
    at(id).classList.remove('stale');
  };
  for (const id of ['verdict', 'bars', 'sizes']) renew(id, 'innerHTML', frame[id + 'Html']);
  for (const id of ['status', 'measure', 'text', 'command']) renew(id, 'textContent', frame[id]);
  state(frame.done ? 'done' : 'running');
}

// The newest counts: what is said of older ones is dropped.
const tell = (kind, more = {}) => {
  if (!worker) start();
  state('running');
  worker.postMessage({ kind, number: ++number, line: options, ...more });
};

function start() {
  const source = new Blob([at('worker').textContent], { type: 'text/javascript' });
  worker = new Worker(URL.createObjectURL(source));
  worker.onmessage = ({ data }) => {
    if (data.about) at('about').textContent = data.about;
    else if (data.stopped) stopped(data.stopped);
    else if (data.number === number) show(data.frame);
  };
  worker.onerror = event => { event.preventDefault(); stopped(event.message); };
  worker.postMessage({ kind: 'start', files: at('files').textContent });
}

function stopped(why) {
  worker.terminate();
  worker = null;
  fault('error: the model stopped (' + why + '); change something and it starts anew');
  state('done');
}

function fromLink() {
  let line = location.hash.slice(1);
  try { line = decodeURIComponent(line); } catch { /* as it is */ }
  options = line;
  at('options').value = line;
  tell('ask');
}

async function drop(file) {
  if (file) tell('drop', { file });
}

function listen() {
  at('controls').addEventListener('input', ({ target }) => {
    const values = target.dataset.values?.split(' ');
    const place = target.type === 'checkbox' ? +target.checked : target.value;
    const value = values ? values[place] : target.value;
    if (target.type === 'range') {
      document.querySelector(`output[for="${target.id}"]`).textContent = value;
      target.setAttribute('aria-valuetext', value);
    }
    tell('change', { key: target.dataset.key, value });
  });
  at('controls').addEventListener('submit', event => event.preventDefault());
  at('options').addEventListener('change', () => { options = at('options').value; tell('ask'); });
  at('options').addEventListener('keydown', event => {
    if (event.key === 'Enter') { event.preventDefault(); at('options').blur(); }
  });
  at('host').addEventListener('change', () => drop(at('host').files[0]));
  addEventListener('hashchange', fromLink);
  addEventListener('dragover', event => {
    event.preventDefault();
    at('drop').classList.add('over');
  });
  addEventListener('dragleave', () => at('drop').classList.remove('over'));
  addEventListener('drop', event => {
    event.preventDefault();
    at('drop').classList.remove('over');
    drop(event.dataTransfer.files[0]);
  });
  document.addEventListener('click', ({ target }) => {
    if (target.dataset.copy) copy(target);
    else if (target.dataset.value !== undefined) tell('change', { ...target.dataset });
  });
}

// A page from the disk may not have the clipboard; then the text is marked for the user's own copy.
async function copy(button) {
  const from = at(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(from.textContent);
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  } catch {
    getSelection().selectAllChildren(from);
  }
}

addEventListener('DOMContentLoaded', () => {
  if (typeof WebAssembly !== 'object' || typeof DecompressionStream !== 'function') {
    at('verdict').textContent =
      'This browser runs no WebAssembly; use another one, or the kexecperf command.';
    state('done');
    return;
  }
  listen();
  fromLink();
});
