const MASK = "***";

/**
 * A URL as it may be shown: without user and password, the values of its query masked, and masked
 * too each part of the path that looks like a key (20 characters or more, letters and digits mixed),
 * as chat webhooks carry it.
 *
 * @returns the text as it is where it is no URL, but for a `user:password@` in it
 * @example redactUrl("https://u:p@h/hook?token=1") // "https://h/hook?token=***"
 */
export function redactUrl(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return redactText(text);
  }
  const path = url.pathname
    .split("/")
    .map((part) => (looksLikeKey(part) ? MASK : part))
    .join("/");
  const query = [...url.searchParams.keys()].map((key) => `${key}=${MASK}`).join("&");
  return `${url.protocol}//${url.host}${path}${query === "" ? "" : `?${query}`}`;
}

/** Any text as it may be shown: `user:password@` after a scheme is taken out. */
export function redactText(text: string): string {
  return text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, "$1");
}

function looksLikeKey(part: string): boolean {
  return part.length >= 20 && /\d/.test(part) && /[a-z]/i.test(part) && !/[.%]/.test(part);
}
