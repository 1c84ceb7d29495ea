// Loaded before what the tests and the bench run in Node. Node looks into drizzle's package.json, which is very long, for
// each of its hundred files anew: three seconds of CPU at each start, where its modules name each other by plain paths.
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (specifier, context, next) =>
    specifier.startsWith('.') &&
    specifier.endsWith('.js') &&
    context.parentURL?.includes('/node_modules/drizzle-orm/')
      ? { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true }
      : next(specifier, context),
});
