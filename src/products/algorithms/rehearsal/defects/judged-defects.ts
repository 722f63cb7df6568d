import type { JsonObject } from '../../criteria/json-value.ts';
import { asText } from '../../criteria/json-value.ts';
import { flavoursOf } from '../../criteria/lesson-parts.ts';
import type { Flavour } from '../../item.ts';
import { lessonJudge } from '../../judge/lesson-judge.ts';
import { type DefectRow, lessonDefect, pick } from './lesson-defect.ts';

const filler = [
  'It is important to note that this idea plays a crucial role in many programs.',
  'As we will see, this is a topic that everybody who writes programs should know.',
  'In conclusion, it is worth noting how useful all of this can be.',
];

const lecture =
  'The present procedure is a sequence of operations on the data that the task supplies. It is defined as follows: each part of the data is taken up in its turn, compared with what is held so far, and kept or passed over by the rule that was stated. The method is complete when no part is left, and what is held then is the answer that was asked for.';
const advertisement =
  'Boost your mind with the trick that everybody talks about. These steps supercharge the way in which you think, and after a single look you will wonder how you ever did without them. Go through them once, unlock your talent, and show your friends how fast the answer comes when nothing holds you back any more.';
const tale =
  'Once upon a time there was a little house in which every number had a chair of its own. One morning a guest came to the door and asked for a friend, and so the numbers rose, one after another, and looked around the room until the right pair of hands had been found, and all of them had tea.';

/** Wrong in a way that only a reader notices: form and content hold. */
const rows: DefectRow[] = [
  {
    id: 'filler-prose',
    criterion: lessonJudge.criterion.id,
    spoil: (lesson, random) => {
      const voice = pick(flavoursOf(lesson), random)?.value;
      const text = asText(voice?.explanation);
      if (voice && text !== undefined) voice.explanation = `${text} ${pick(filler, random)}`;
    },
  },
  {
    id: 'fun-that-lectures',
    criterion: lessonJudge.criterion.id,
    spoil: (lesson) => speak(lesson, 'fun', lecture),
  },
  {
    id: 'spirit-that-sells',
    criterion: lessonJudge.criterion.id,
    spoil: (lesson) => speak(lesson, 'spiritual', advertisement),
  },
  {
    id: 'technical-that-tells-tales',
    criterion: lessonJudge.criterion.id,
    spoil: (lesson) => speak(lesson, 'technical', tale),
  },
];

/** Ways to write a lesson that passes every program, and that a judge does not let pass. */
export const judgedDefects = rows.map(lessonDefect);

function speak(lesson: JsonObject, flavour: Flavour, explanation: string): void {
  const voice = flavoursOf(lesson).find((one) => one.flavour === flavour);
  if (voice) voice.value.explanation = explanation;
}
