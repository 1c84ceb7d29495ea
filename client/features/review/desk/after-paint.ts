/** It waits no longer than this, in ms: a hidden page paints nothing. */
const latest = 100;

/** Does `work` once the browser has painted what just changed, so that it takes nothing of that frame. */
export const afterPaint = (work: () => void): void => {
  let done = false;
  const once = () => {
    if (done) return;
    done = true;
    clearTimeout(timer);
    work();
  };
  const timer = setTimeout(once, latest);
  // The first is called before the paint, the second before the next one.
  requestAnimationFrame(() => requestAnimationFrame(once));
};
