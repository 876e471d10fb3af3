import { useMutation } from '@tanstack/react-query';
import { Form } from 'antd';
import { useState } from 'react';
import { showProblems } from './form_problems';

interface DraftFormOptions<Draft, Answer> {
  /** The names of the form's inputs, in their order. */
  inputs: readonly string[];
  save: (draft: Draft) => Promise<Answer>;
  saved: (answer: Answer) => Promise<unknown>;
}

/** A form that the server judges: what it refuses is said at its input, `left` is what belongs beside the button. */
export function useDraftForm<Draft, Answer>({
  inputs,
  save,
  saved,
}: DraftFormOptions<Draft, Answer>) {
  const [form] = Form.useForm<Draft>();
  const [left, setLeft] = useState<unknown>(null);
  const sending = useMutation({
    mutationFn: save,
    onSuccess: saved,
    onError: (error) => setLeft(showProblems(form, error, inputs) ? null : error),
  });
  const submit = (draft: Draft) => {
    setLeft(null);
    // What was refused before may be right by now; the inputs have no rules that would clear it.
    form.setFields(inputs.map((name) => ({ name: name as never, errors: [] })));
    sending.mutate(draft);
  };
  return { form, submit, left, busy: sending.isPending };
}
