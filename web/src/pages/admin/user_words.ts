import type { Role, User } from '../../api';

export const roles: readonly Role[] = ['partner', 'manager', 'approver', 'admin'];
export const userStates: readonly User['state'][] = ['active', 'locked', 'disabled'];
