/** How long what is to be told of one subject is gathered, in milliseconds. */
const moment = 200;

/** Does something for a subject in a moment, once however often it is asked for meanwhile. */
export const createGatherer = () => {
  const due = new Map<string, NodeJS.Timeout>();
  return {
    inAMoment: (subject: string, work: () => void): void => {
      if (due.has(subject)) return;
      const timer = setTimeout(() => {
        due.delete(subject);
        work();
      }, moment);
      due.set(subject, timer);
    },
    /** Gives up what is due; answers its subjects. */
    stop: (): string[] => {
      for (const timer of due.values()) clearTimeout(timer);
      const subjects = [...due.keys()];
      due.clear();
      return subjects;
    },
  };
};
