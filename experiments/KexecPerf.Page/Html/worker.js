// Unpacks .NET and the model from the page, then asks it: one step at a time, the newest question.
const FIXED = 'https://what-if.invalid/';
let model, latest, about;
// Else .NET takes this worker for one of its own threads.
globalThis.dotnetSidecar = true;

async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}

async function start(files) {
  const packed = JSON.parse(files);
  const links = {};
  for (const name of Object.keys(packed).filter(n => n.endsWith('.js'))) {
    const text = new TextDecoder().decode(await unpacked(packed[name]));
    // A blob has no folder to find others in.
    const fixed = text.replaceAll('import.meta.url', JSON.stringify(FIXED + name));
    links[name] = URL.createObjectURL(new Blob([fixed], { type: 'text/javascript' }));
  }
  const { dotnet } = await import(links['dotnet.js']);
  const file = async name =>
    new Response(await unpacked(packed[name]), {
      headers: { 'Content-Type': name.endsWith('.wasm') ? 'application/wasm' : 'text/plain' },
    });
  const { getAssemblyExports, getConfig } = await dotnet
    .withResourceLoader((type, name) => links[name] ?? file(name))
    .create();
  return (await getAssemblyExports(getConfig().mainAssemblyName)).KexecPerf.Page.Program;
}

async function line({ kind, line, key, value, file }) {
  if (kind === 'change') return model.Change(line, key, value);
  if (kind !== 'drop') return line;
  const content = await file.slice(0, model.MostOfFile()).arrayBuffer();
  return model.Drop(line, file.name, new Uint8Array(content));
}

async function answer(asked) {
  const newest = () => asked === latest;
  const send = text => {
    const frame = JSON.parse(text);
    // A file that cannot be read does not go into the link.
    if (frame.fault && asked.kind === 'drop') delete frame.options;
    postMessage({ number: asked.number, frame });
    return frame.done;
  };
  // Lets in what was asked meanwhile.
  const pause = () => new Promise(resume => setTimeout(resume));
  let done = send(model.Ask(await line(asked)));
  while (!done && newest()) {
    done = send(model.Step());
    await pause();
  }
  while (!about && newest()) {
    about = model.About();
    await pause();
    if (about) postMessage({ about });
  }
}

let working = Promise.resolve();
onmessage = ({ data }) => {
  if (data.kind !== 'start') latest = data;
  working = working.then(async () => {
    if (data.kind === 'start') model = await start(data.files);
    else if (data === latest) await answer(data);
  }).catch(e => postMessage({ stopped: String(e.message ?? e).split('\n')[0] }));
};
