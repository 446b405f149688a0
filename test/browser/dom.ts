/**
 * The little of the browser that functions of these checks use inside a page: the project is compiled without the
 * types of a browser, because nothing else of it runs in one.
 */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

export interface Child {
  readonly nodeType: number;
  readonly textContent: string | null;
}

export interface Dom extends Child {
  readonly parentElement: Dom | null;
  readonly childNodes: Iterable<Child>;
  readonly scrollWidth: number;
  readonly clientWidth: number;
  getAttribute(name: string): string | null;
  getBoundingClientRect(): Box;
  querySelector(selector: string): Dom | null;
  querySelectorAll(selector: string): Iterable<Dom>;
}

export interface Style {
  readonly color: string;
  readonly fill: string;
  readonly backgroundColor: string;
  readonly fontSize: string;
  readonly visibility: string;
  readonly display: string;
}

export interface Window {
  readonly document: Dom & { readonly documentElement: Dom; getElementById(id: string): Dom | null };
  readonly DOMParser: new () => { parseFromString(text: string, type: string): Dom };
  getComputedStyle(element: Dom): Style;
}
