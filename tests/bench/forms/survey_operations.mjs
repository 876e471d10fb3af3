// A SurveyJS model under the clock: what both forms ask of it.
export const operationsOf = (model) => ({
  name: 'survey-core 3.1.1',
  load: (record) => {
    model.data = { ...record };
  },
  // Its changed answer validates the question itself only.
  set: (key, value) => {
    const question = model.getQuestionByName(key);
    question.value = value;
    question.validate(true);
  },
  validate: () => model.validate(true, false),
  faults: () =>
    model
      .getAllQuestions()
      .filter(({ errors }) => errors.length > 0)
      .map(({ name }) => name),
});
