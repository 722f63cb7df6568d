import type { Criterion, Issue } from '../../../engine/cards/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import type { Problem } from '../item.ts';
import type { Claim } from './claims.ts';
import { nothingToCheck } from './depth.ts';
import { asObject, canonical, cut, member, sameJson, show } from './json-value.ts';
import { type Saying, sayingsOf } from './said-of-states.ts';

/** What labels and calculations say of a variable, `seen[2] = 0` or `7 in seen: false`, is its value. */
export const calculationAgrees: Criterion<Problem> = {
  id: 'calculation-agrees',
  title: 'Calculations agree with the variables',
  weight: 3,
  explanation: 'The words beside the drawing and the drawing show the same moment.',
  fixHint: 'Write the values that the variables of this state have.',
  check(artefact) {
    const sayings = sayingsOf(artefact);
    if (sayings.length === 0) return nothingToCheck('calculation');
    return sayings.flatMap(sayingIssues);
  },
};

function sayingIssues({ path, value, claims, state }: Saying): Issue[] {
  const variables = member(state, 'variables');
  const wrong = [
    ...claims.flatMap((claim) => assigned(claim, variables)),
    ...membership(value, variables),
  ];
  return wrong.map(({ found, expected }) => ({
    path,
    message: 'This says something else than the variables of the state.',
    expected,
    found: cut(found),
  }));
}

interface Wrong {
  expected: string;
  found: string;
}

/** `name = value` and `name[index] = value`; a comparison, which says true or false, is none of these. */
function assigned({ terms, relations, said, text }: Claim, variables: Json | undefined): Wrong[] {
  if (said !== undefined || relations.some((relation) => relation !== '=')) return [];
  const [name = ''] = terms;
  const known = valueAt(name, variables);
  const told = literal(terms.at(-1) ?? '');
  if (known === undefined || told === undefined || sameJson(known, told.value)) return [];
  return [{ expected: `${name} = ${show(known)}`, found: text }];
}

/** `7 in seen: false`: an element of an array, a key of an object, a part of a string. */
function membership(text: string, variables: Json | undefined): Wrong[] {
  const [, element = '', not, name = '', said] =
    /^(\S.{0,80}?) (not )?in ([A-Za-z_$][\w$]{0,40}): (true|false)$/.exec(text) ?? [];
  const sought = literal(element);
  const within = valueAt(name, variables);
  if (said === undefined || sought === undefined || within === undefined) return [];
  const isIn = contains(within, sought.value);
  if (isIn === undefined || (isIn !== (not !== undefined)) === (said === 'true')) return [];
  return [{ expected: `${name} = ${show(within)}`, found: text }];
}

function contains(within: Json, sought: Json): boolean | undefined {
  if (Array.isArray(within)) {
    const text = canonical(sought);
    return within.some((element) => canonical(element) === text);
  }
  if (typeof sought !== 'string' && typeof sought !== 'number') return undefined;
  if (typeof within === 'string') return within.includes(String(sought));
  return asObject(within) === undefined ? undefined : member(within, String(sought)) !== undefined;
}

/** The value of a name, or of a place in it by plain indices and keys; undefined when there is none. */
function valueAt(text: string, variables: Json | undefined): Json | undefined {
  const [, name, places = ''] =
    /^([A-Za-z_$][\w$]{0,60})((?:\[(?:\d{1,9}|"[^"\]]{0,60}")\]){0,4})$/.exec(text.trim()) ?? [];
  if (name === undefined) return undefined;
  return [...places.matchAll(/\[(?:(\d+)|"([^"]*)")\]/g)].reduce<Json | undefined>(
    (value, [, index, key]) => {
      if (Array.isArray(value) && index !== undefined) return value[Number(index)];
      return member(value, index ?? key ?? '');
    },
    member(variables, name),
  );
}

/** JSON as a person writes it; undefined for words. */
function literal(text: string): { value: Json } | undefined {
  const plain = text.trim().replace(/^'([^'"\\]*)'$/, '"$1"');
  if (!/^(?:-?\d|"|\[|\{|(?:true|false|null)$)/.test(plain)) return undefined;
  try {
    return { value: JSON.parse(plain) };
  } catch {
    return undefined;
  }
}
