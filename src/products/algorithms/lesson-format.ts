import { structureKinds } from './lesson.ts';

/** The lesson's format and the rules of its report card, as the author reads them. */
export const lessonFormat = `# The format of lesson.json

One JSON object with exactly these four keys; no other key anywhere than those named here, none left out, no comments, no text around it.

algorithmMeta: {id, title, difficulty, tags, complexity: {time, space}, signature: {name, params: [{name, type}], returns}, comparison: {anyOrder, inPlace}, summary}. All but comparison and summary are copied from the problem, unchanged. comparison says how a result is held against expected: anyOrder is the problem's anyOrder (true: the order of the list is free; "deep": also that of the lists in it), or false when the problem has none; inPlace is true when the signature returns void, so that the first argument as the call leaves it is the result, otherwise false, also when the work is done in place. summary is one sentence on what the learner will understand.

annotatedCode: {javascript, python, java}, each {entry, lines, valueSlots}:
- entry: the name of the function to call, spelled as in that language (twoSum in JavaScript and Java, two_sum in Python). It takes the arguments of the signature in their order.
- lines: [{id, code}], one element for each line of code, in order, with its indentation. id is a short name (init, loop, check) for a line that states point at, otherwise null. The same ids occur in all three languages, each once in each language, on the lines that do the same thing. Blank lines have code "".
- valueSlots: [{lineId, variable}]: beside that line the visualiser prints the live value of that variable. Each language has its own list, inside that language's object and nowhere else.
Java is one class Solution with a static method, imports included. JavaScript is a plain function. Each language is complete and runs as it stands.

testCases: at least three, each {id, title, args, expected, states}:
- id: case-1, case-2, … ; title: what this case shows; args: a JSON array with one value for each parameter; expected: what the function returns for them, or leaves in its first argument when it returns void; where the order is free, in the order of the JavaScript.
- states: what the learner sees, one for each marked line that ran, in the order it ran. The state is what holds after the line ran. Each has exactly these nine fields:
  1. step: 1, 2, 3 … within the test case.
  2. codeLineId: the id of the line that ran; it exists in every language.
  3. phase: one or two words for the part of the algorithm (setup, scan, lookup, done).
  4. description: a sentence that tells what happened, with the actual values.
  5. variables: an object of every variable that exists now, by its JavaScript name, with its value as JSON. In the last state of the run it also has result: exactly the test case's expected.
  6. dataStructureState: {kind, name, value}: the structure that is drawn and its whole content. kind is one of ${structureKinds.join(', ')}.
  7. pointers: an object from variable name to the place it points at in that structure: an index from 0, or [row, column] in a matrix, or null while it points outside. {} when there is none.
  8. annotation: a few words to print beside the structure.
  9. calculation: the arithmetic or comparison of this step with actual values, such as 9 - 2 = 7.

thinkingContent: {technical, fun, spiritual}, each {headline, explanation, keyInsight}. Three voices for one idea, each with images of its own; none paraphrases another.

# What the report card checks

- The form above, down to each field. No text is empty.
- metadata is the catalogue's; every example of the problem that you use as a test case expects what the problem says.
- comparison is what the problem and its signature say: no order is free that the problem does not free.
- At least three test cases, no two with the same arguments; arguments fit the signature's types.
- Test cases are case-1, case-2, …; titles say what a case shows; expected is of the type that the signature returns.
- Each language parses, defines the function that entry names, and takes the signature's parameters under their names. Code prints nothing, reads nothing, knows no chance and no clock; it has at most 80 lines of 140 characters.
- Line ids are distinct within a language; every codeLineId exists in all three languages; every value slot names a line id of its language and a variable that occurs in the states.
- Every line with an id is reached by some test case; a slot's variable exists when its line is played.
- Each run has 2 to 80 states, starts with its arguments, and ends at a line that returns; result is in the last state alone.
- Variables are names of the JavaScript code; what a line declares is in its state; the drawn value is that of the variable it is named after; one structure throughout; a pointer is where its variable is.
- Arithmetic and comparisons in annotation and calculation are true, and what they say of a variable is its value in that state.
- Two to eight phases in the whole lesson; descriptions hold actual values and differ from one another.
- Steps count from 1 without a gap; pointers lie inside the drawn structure; the last state's variables.result equals expected.
- The three explanations are there, at least a few sentences long, and share few words.
- Explanations are plain words without Markdown or emoji, 30 to 200 of them; complexity classes in the technical voice alone, and those of the problem.
- Nothing stands for something still to be written: no TODO, no "...", no <placeholder>, no comment in place of code.
- No mistake that was seen before: Markdown fences or HTML entities in code, several lines in one element, line numbers in place of line ids, value slots outside their language, words about the code in the code, broken characters, the tone of a chat assistant.`;
