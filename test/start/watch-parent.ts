const watchEveryMs = 500;

/**
 * Calls back when npm, which runs us, is gone: killed by a signal that it does not pass on. Does
 * nothing where npm does not run us.
 */
export function watchParent(
  env: Readonly<Record<string, string | undefined>>,
  onGone: () => void,
): void {
  if (env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, watchEveryMs);
  timer.unref();
}
