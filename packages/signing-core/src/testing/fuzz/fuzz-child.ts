import { serveTasks } from '../../sandbox/serve-tasks.js';
import type { FuzzAnswers, FuzzTask } from './fuzz-tasks.js';
import { judgeAnswer } from './judge-answer.js';

serveTasks<FuzzTask>(({ bytes }): Promise<FuzzAnswers['judge']> => judgeAnswer(bytes));
