import { serveTasks } from '../sandbox/serve-tasks.js';
import { examineOffice } from './examine-office.js';
import type { OfficeTask } from './office-tasks.js';

serveTasks<OfficeTask>(({ bytes }) => examineOffice(bytes));
