/** s3rver comes without types: this much of it is used. */
declare module 's3rver' {
  import type { RequestListener } from 'node:http';

  const S3rver: new (options: {
    directory: string;
    silent: boolean;
    configureBuckets: { name: string }[];
  }) => { configureBuckets(): Promise<unknown>; callback(): RequestListener };
  export default S3rver;
}
