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
      <Fact name="Predictions">
        {predictions === 0 ? (
          'None yet'
        ) : (
          <TextLink {...paths.items(slug, { model: model.model })} size="sm">
            {countText(predictions)}
          </TextLink>
        )}
      </Fact>
      <Fact name="Automated">
        {predictions === 0 ? '–' : `${percentText(automated / predictions)} (${countText(automated)})`}
      </Fact>
      {model.compared > 0 && (
        <Fact name="Beside others">
          {countText(model.compared)}, {percentText(model.differing / model.compared)} differ
        </Fact>
      )}
      {latency !== null && <Fact name="Latency, last week">{latencyText(latency)}</Fact>}
      {certificates.length > 0 && (
        <Fact name={certificates.length === 1 ? 'Certificate' : 'Certificates'}>
          {certificates.map((certificate) => (
            <div key={certificate.value}>{certificateText(certificate, schema)}</div>
          ))}
        </Fact>
      )}
      <Fact name="First prediction">
        {model.firstPredictionAt === null ? '–' : <TimeAgo at={model.firstPredictionAt} />}
      </Fact>
      <Fact name="Last prediction">
        {model.lastPredictionAt === null ? '–' : <TimeAgo at={model.lastPredictionAt} />}
      </Fact>
      <Fact name="Registered">
        <TimeAgo at={model.registeredAt} />
      </Fact>
      {training !== null && (
        <Fact name="Trained on">
          <TextLink {...paths.retraining(slug)} size="sm">
            {countText(training.labels)} labels
          </TextLink>
          , <TimeAgo at={training.requestedAt} />
          {training.sha256 !== null && <> (SHA-256 {training.sha256.slice(0, 12)}…)</>}
        </Fact>
      )}
    </dl>
  );
};
