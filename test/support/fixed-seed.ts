// Properties look at the same cases in every run, so that a green tree stays green; FC_SEED has them look at others.
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 2026) });
