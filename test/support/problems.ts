import { expect } from 'vitest';
import { problem, problems, type Problem, type ProblemCode } from '../../server/contract/problems.ts';

/** An answer as far as a refusal is judged by it. */
type Refused = { status: number; headers: Headers; problem: Problem };

/** Holds that an answer is a problem document of this code, about this field where one is given; gives the document. */
export const expectProblem = (answer: Refused, code: ProblemCode, path?: (string | number)[]): Problem => {
  expect(answer.problem, JSON.stringify(answer.problem)).toMatchObject({ code });
  const [status, { message: title }] = problems[code];
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(problem.strict().parse(answer.problem)).toMatchObject({
    type: `urn:countersign:problem:${code}`,
    title,
    status,
    requestId: answer.headers.get('x-request-id'),
  });
  if (path) expect(answer.problem.errors?.map((fault) => fault.path)).toContainEqual(path);
  return answer.problem;
};

/** The same of a response to a request of the test's own making. */
export const expectProblemIn = async (
  response: Response,
  code: ProblemCode,
  path?: (string | number)[],
): Promise<Problem> => {
  const { status, headers } = response;
  return expectProblem({ status, headers, problem: problem.parse(await response.json()) }, code, path);
};
