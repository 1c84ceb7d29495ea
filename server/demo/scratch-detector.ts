import { detect, learn } from './phones/detector.ts';
import { phoneProject } from './phones/project.ts';
import { surface, surfacePng } from './phones/surface.ts';
import { runExample } from './run-example.ts';

// The scratch detector: it learns from surfaces that are known, and submits others with boxes around what it finds.

const learntFrom = 60;

await runExample('scratch detector', phoneProject, 120, async (count, signal) => {
  const detector = learn(Array.from({ length: learntFrom }, (_, i) => surface(count + i)));
  const records = [];
  for (let i = 0; i < count; i += 1) {
    signal.throwIfAborted();
    const one = surface(i);
    const { defects, confidence } = detect(detector, one.pixels);
    const base64 = Buffer.from(surfacePng(one)).toString('base64');
    records.push({ payload: { image: { base64 } }, value: defects, confidence });
    // Others on this machine have work to do too, and somebody may want to stop this.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return records;
});
