import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { ModelVersionReply } from '../../../server/features/models/contract.ts';
import { useProject } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { TextLink } from '../../ui/links.tsx';
import { countText, percentText } from '../../ui/proportion.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { certificateText, latencyText } from './facts-words.ts';
import classes from './models.module.css';

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** What a version did, how fast, what vouches for it, and what it was trained on. */
export const ModelFacts = ({ model }: { model: ModelVersionReply }) => {
  const { slug, schema } = useProject();
  const { predictions, automated, latency, certificates, training } = model;
  return (
    <dl className={classes.facts}>
      <Fact name={t`Predictions`}>
        {predictions === 0 ? (
          t`None yet`
        ) : (
          <TextLink {...paths.items(slug, { model: model.model })} size="sm">
            {countText(predictions)}
          </TextLink>
        )}
      </Fact>
      <Fact name={t`Automated`}>
        {predictions === 0 ? '–' : `${percentText(automated / predictions)} (${countText(automated)})`}
      </Fact>
      {model.compared > 0 && (
        <Fact name={t`Beside others`}>
          <Trans>
            {countText(model.compared)}, {percentText(model.differing / model.compared)} differ
          </Trans>
        </Fact>
      )}
      {latency !== null && <Fact name={t`Latency, last week`}>{latencyText(latency)}</Fact>}
      {certificates.length > 0 && (
        <Fact name={plural(certificates.length, { one: 'Certificate', other: 'Certificates' })}>
          {certificates.map((certificate) => (
            <div key={certificate.value}>{certificateText(certificate, schema)}</div>
          ))}
        </Fact>
      )}
      <Fact name={t`First prediction`}>
        {model.firstPredictionAt === null ? '–' : <TimeAgo at={model.firstPredictionAt} />}
      </Fact>
      <Fact name={t`Last prediction`}>
        {model.lastPredictionAt === null ? '–' : <TimeAgo at={model.lastPredictionAt} />}
      </Fact>
      <Fact name={t`Registered`}>
        <TimeAgo at={model.registeredAt} />
      </Fact>
      {training !== null && (
        <Fact name={t`Trained on`}>
          <TextLink {...paths.retraining(slug)} size="sm">
            <Trans>{countText(training.labels)} labels</Trans>
          </TextLink>
          , <TimeAgo at={training.requestedAt} />
          {training.sha256 !== null && (
            <>
              <Trans> (SHA-256 {training.sha256.slice(0, 12)}…)</Trans>
            </>
          )}
        </Fact>
      )}
    </dl>
  );
};
