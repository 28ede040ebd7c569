/** What `tree=` asks for: names, each with what is wanted of its value. */
type Wanted = Map<string, { inner: Wanted | null; range: [number, number] | null }>;

/** Keep of a document what a `tree=` names, as Jenkins' API does: "builds[number,url]{0,50},name". */
export function prunedBy(tree: string, document: unknown): unknown {
  let at = 0;

  function list(): Wanted {
    const wanted: Wanted = new Map();
    for (;;) {
      const name = /^[\w*]+/.exec(tree.slice(at))?.[0];
      if (name === undefined) throw new SyntaxError(`bad tree at ${at}: ${tree}`);
      at += name.length;
      let inner: Wanted | null = null;
      if (tree[at] === "[") {
        at++;
        inner = list();
        if (tree[at++] !== "]") throw new SyntaxError(`bad tree at ${at}: ${tree}`);
      }
      const range = /^\{(\d*),(\d*)\}/.exec(tree.slice(at));
      at += range?.[0].length ?? 0;
      wanted.set(name, {
        inner,
        range: range ? [Number(range[1]), range[2] === "" ? Infinity : Number(range[2])] : null,
      });
      if (tree[at] !== ",") return wanted;
      at++;
    }
  }

  function keep(value: unknown, wanted: Wanted | null): unknown {
    if (Array.isArray(value)) return value.map((entry) => keep(entry, wanted));
    if (typeof value !== "object" || value === null || wanted === null) return value;
    const kept: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(value)) {
      const want = wanted.get(key) ?? wanted.get("*");
      if (key === "_class") kept[key] = inner;
      if (want === undefined) continue;
      const pruned = keep(inner, want.inner);
      kept[key] =
        Array.isArray(pruned) && want.range ? pruned.slice(want.range[0], want.range[1]) : pruned;
    }
    return kept;
  }

  return keep(document, list());
}

/** A document as `/api/python` writes it: a Python literal. */
export function pythonLiteral(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(",")}]`;
  if (typeof value === "object") {
    const entries = Object.entries(value).map(
      ([k, v]) => `${JSON.stringify(k)}:${pythonLiteral(v)}`,
    );
    return `{${entries.join(",")}}`;
  }
  return JSON.stringify(value);
}
