import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** Microsoft's own description of the lists API, as a judge of requests and answers. */
export type Description = {
  /** What is wrong with a request's body and query; empty when nothing is. `path` is below /v1.0. */
  ofRequest(method: string, path: string, body: unknown): string[];
  /** What is wrong with an answer. */
  ofAnswer(method: string, path: string, status: number, body: unknown): string[];
  /** Whether the description knows the path at all; it does not know sites by path and some function paths. */
  knows(path: string): boolean;
};

type Media = {
  readonly content?: { readonly 'application/json'?: { readonly schema: object } };
  readonly $ref?: string;
};
type Parameter = { readonly $ref?: string; readonly name?: string; readonly in?: string; readonly schema?: object };
type Operation = {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Media;
  readonly responses: Readonly<Record<string, Media>>;
};
type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

const FILE = new URL('./data/openapi-lists.json', import.meta.url);

export function openDescription(): Description {
  const document: Document = JSON.parse(readFileSync(FILE, 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  addFormats.default(ajv);
  ajv.addSchema(document, 'graph');
  const compiled = new Map<string, ValidateFunction>();
  const templates = Object.keys(document.paths)
    .map((path) => ({ path, segments: path.split('/').filter(Boolean) }))
    // Literal segments before parameters, so that items/delta is not an item.
    .sort((left, right) => left.segments.filter(isParameter).length - right.segments.filter(isParameter).length);

  const templateOf = (path: string): string | undefined => {
    const segments = path.split('?')[0]?.split('/').filter(Boolean) ?? [];
    return templates.find(
      (one) =>
        one.segments.length === segments.length &&
        one.segments.every((part, at) => isParameter(part) || part === segments[at]),
    )?.path;
  };
  const operationOf = (method: string, path: string): { operation: Operation; pointer: string } | undefined => {
    const template = templateOf(path);
    const operation = template ? document.paths[template]?.[method.toLowerCase()] : undefined;
    if (!template || !operation) return undefined;
    return {
      operation,
      pointer: `graph#/paths/${template.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/${method.toLowerCase()}`,
    };
  };
  const judge = (pointer: string, value: unknown): string[] => {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: pointer });
    compiled.set(pointer, validate);
    return validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };

  return {
    knows: (path) => templateOf(path) !== undefined,
    ofRequest: (method, path, body) => {
      const found = operationOf(method, path);
      if (!found) return [`no operation ${method} ${path}`];
      const schema = found.operation.requestBody?.content?.['application/json']?.schema;
      const wrong = schema ? judge(`${found.pointer}/requestBody/content/application~1json/schema`, body) : [];
      return [...wrong, ...unknownOptions(path, found.operation)];
    },
    ofAnswer: (method, path, status, body) => {
      const found = operationOf(method, path);
      if (!found) return [`no operation ${method} ${path}`];
      const { responses } = found.operation;
      const name = [String(status), `${String(status)[0]}XX`].find((one) => one in responses);
      const response = name && responses[name];
      if (!name || !response) return [`status ${status} is not described`];
      if (response.$ref)
        return body === undefined ? [] : judge(`graph${response.$ref}/content/application~1json/schema`, body);
      if (response.content?.['application/json'])
        return judge(`${found.pointer}/responses/${name}/content/application~1json/schema`, body);
      return body === undefined ? [] : ['a body where none is described'];
    },
  };
}

const isParameter = (part: string) => part.startsWith('{');

/** Query options that the description gives the operation by reference to its own name, e.g. #/components/parameters/top. */
function unknownOptions(path: string, { parameters = [] }: Operation): string[] {
  const known = parameters.map(({ $ref, name }) => name ?? `$${$ref?.split('/').at(-1)}`);
  const asked = [...new URLSearchParams(path.split('?')[1] ?? '').keys()];
  return asked
    .filter((name) => name.startsWith('$') && !known.includes(name))
    .map((name) => `query option ${name} is not described`);
}
