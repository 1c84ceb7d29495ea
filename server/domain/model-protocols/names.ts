/** How the endpoints of models are spoken to. */
export const protocolNames = ['open_inference', 'label_studio', 'plain_json'] as const;
export type ProtocolName = (typeof protocolNames)[number];
