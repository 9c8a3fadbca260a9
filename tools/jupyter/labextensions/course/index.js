// An extension of JupyterLab and Notebook 7, found by both below JUPYTER_PATH or an environment's share/jupyter. It has the form of
// a prebuilt ("federated") one, is written by hand and needs no build step.

const VIEW = "application/vnd.jupyter.widget-view+json", ERROR = "application/vnd.jupyter.stderr";

/** Text is no wider than a widget. Then the rules of page.css for saved pictures, which else come with the first living widget:
 *  they are dark on a dark page, and on a telephone letters stay legible. */
const STYLE = `.jp-Notebook .jp-MarkdownOutput { max-width: 950px; }
  .course-advice { margin: .4em 0; padding: .3em .8em; border-left: 4px solid #0877bd; font-family: var(--jp-content-font-family); }
  [data-jp-theme-light="false"] .jp-OutputArea-output img[alt][width] { filter: invert(0.92) hue-rotate(180deg) brightness(1.15); }
  [data-jp-theme-light="false"] .jp-OutputArea-output img[alt][width].paper { filter: brightness(0.85); }
  @media (max-width: 480px) { .jp-OutputArea-output img[alt][width] { max-width: max(100%, 576px) !important; } }`;

/** A saved widget whose kernel is gone would be the line "Error displaying widget: model not found", and until that is known
 *  "Loading widget...". Instead it shows what stands beside the widget in the notebook, as it does on GitHub: the picture, or the
 *  text, and how to bring it to life; at once where the notebook has just been opened, for its kernel starts for some seconds.
 *  @param {Promise<void>} opened when the notebook has a kernel: what is shown later is new */
function showTwins(rendermime, opened) {
  const create = rendermime.createRenderer.bind(rendermime);
  let opening = true;
  opened.then(() => { opening = false; });
  rendermime.createRenderer = type => {
    const renderer = create(type);
    if (type !== VIEW) return renderer;
    const render = renderer.renderModel.bind(renderer);
    let twin = null;
    const alive = () => renderer.widgets.some(one => one !== twin);
    const failed = () => renderer.hasClass("jupyter-widgets");  // which ipywidgets' renderer gets where it fails
    async function lay(model) {
      if (!twin) {
        const others = { ...model.data };
        delete others[VIEW];
        const mime = rendermime.preferredMimeType(others, model.trusted ? "any" : "ensure");
        if (!mime) return;
        const made = create(mime);
        await made.renderModel(model);
        twin = made;
      }
      if (alive()) return;
      renderer.node.textContent = "";  // ipywidgets' words
      if (twin.parent) renderer.node.append(twin.node);
      else renderer.addWidget(twin);
    }
    function takeAway() {
      if (twin.parent) renderer.node.append(twin.node);  // ipywidgets has taken it out, and Lumino wants it where it was
      twin.dispose();
      twin = null;
    }
    renderer.renderModel = async model => {
      const done = render(model);
      if (opening || twin) await lay(model);
      await done;
      if (alive()) { if (twin) takeAway(); } else if (failed()) await lay(model);
    };
    return renderer;
  };
}

/** What the course's first cell says in its comments, in the learner's language: where a name is missing, and where a page was closed. */
function advice(model) {
  const first = [...model.cells].find(cell => cell.type === "code")?.sharedModel.getSource() ?? "";
  const [missing = "", closed = ""] = first.includes("COURSE_LANGUAGE") ? first.match(/^# (?!@).+$/gm) ?? [] : [];
  return { missing: missing.slice(2), closed: closed.slice(2) };
}

function say(node, words) {
  const said = Object.assign(globalThis.document.createElement("div"), { className: "course-advice", textContent: words });
  node.append(said);
  return said;
}

/** Below the error of a name that is not there: which cells to run. */
function tellWhatIsMissing(rendermime, model) {
  const create = rendermime.createRenderer.bind(rendermime);
  rendermime.createRenderer = type => {
    const renderer = create(type);
    if (type !== ERROR) return renderer;
    const render = renderer.renderModel.bind(renderer);
    renderer.renderModel = async output => {
      await render(output);
      const { missing } = advice(model);
      if (missing && /NameError|No module named 'helpers'/.test(output.data[ERROR])) say(renderer.node, missing);
    };
    return renderer;
  };
}

/** A cell that has shown something and has no number was running when its page was closed: what came then is not in the notebook. */
function tellWhatIsLost({ model, widgets }) {
  const { closed } = advice(model);
  for (const cell of widgets) if (closed && cell.model.outputs?.length && cell.model.executionCount === null) cell.ready.then(() => {
    const said = say(cell.outputArea.node, closed);
    cell.model.outputs.changed.connect(() => said.remove());
  });
}

/** JupyterLab writes what it learns from the kernel, such as Python's version, into a notebook that is only opened. */
function stayUnchanged(model) {
  const notebook = model.sharedModel, write = notebook.setMetadata.bind(notebook);
  notebook.setMetadata = (name, ...value) => {
    const { dirty } = model;
    write(name, ...value);
    if (["kernelspec", "language_info"].includes(name)) model.dirty = dirty;
  };
}

const DOWN = { "notebook:run-cell": 0, "notebook:run-cell-and-select-next": 1, "notebook:run-cell-and-insert-below": 1 };

/** JupyterLab brings the cell below into view, and what was run grows out of the window. Here it stays in view, with its head where it is
 *  taller than the window, as long as it changes and the learner does nothing else. */
function keepInView(app) {
  let stop = () => {};
  for (const hand of ["keydown", "pointerdown", "wheel"]) globalThis.document.addEventListener(hand, () => stop(), { capture: true, passive: true });
  app.commands.commandExecuted.connect((_, { id }) => {
    const notebook = app.shell.currentWidget?.content, cell = notebook?.widgets?.[notebook.activeCellIndex - DOWN[id]];
    if (cell?.model?.type !== "code") return;
    stop();
    stop = follow(cell.node, notebook.node.querySelector(".jp-WindowedPanel-outer"));
  });
}

/** @param {HTMLElement} cell @param {HTMLElement} outer what scrolls @returns {() => void} what ends it */
function follow(cell, outer) {
  function look() {
    const room = outer.getBoundingClientRect(), whole = cell.getBoundingClientRect();
    const box = whole.height < room.height ? whole : cell.querySelector(".jp-Cell-outputWrapper").getBoundingClientRect();
    const above = Math.floor(box.top - room.top), below = Math.ceil(box.bottom - room.bottom);
    if (above < 0 || below > 0) outer.scrollTop += above < 0 ? above : Math.min(above, below);  // whole pixels: with parts of them it would tremble
  }
  const grows = new globalThis.ResizeObserver(look);
  grows.observe(cell.parentElement);
  outer.addEventListener("scroll", look);
  return () => { grows.disconnect(); outer.removeEventListener("scroll", look); };
}

/** Tab leads from the selected cell to its fold, past JupyterLab's buttons, of which the first copies the cell. */
function openFolds(event) {
  const fold = event.key === "Tab" && !event.shiftKey && event.target.matches(".jp-Cell") && event.target.querySelector(".jp-MarkdownOutput summary");
  if (!fold) return;
  event.preventDefault();
  fold.focus();
}

const plugin = {
  id: "course:notebooks",
  autoStart: true,
  activate: app => {
    const { document } = globalThis;
    document.head.append(Object.assign(document.createElement("style"), { textContent: STYLE }));
    keepInView(app);
    document.addEventListener("keydown", openFolds);
    app.docRegistry.addWidgetExtension("Notebook", { createNew(panel, context) {
      showTwins(panel.content.rendermime, context.sessionContext.ready);
      tellWhatIsMissing(panel.content.rendermime, context.model);
      context.ready.then(() => tellWhatIsLost(panel.content));
      stayUnchanged(context.model);
    } });
  },
};

(globalThis._JUPYTERLAB ??= {}).course = { init() {}, get: async () => () => ({ default: plugin, __esModule: true }) };
