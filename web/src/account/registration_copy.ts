import { copyKey } from '../form/draft/safety_copy';

/** Nobody is signed in yet: the copy on this machine belongs to the registration itself. */
export const registrationCopy = copyKey('registration', 'agent', 'new');
