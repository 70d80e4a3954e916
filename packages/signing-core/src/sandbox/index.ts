/** Work on bytes nobody vouches for, in child processes with limits. */

export { ChildFault, type ChildFaultReason } from './child-fault.js';
export { IntakeSandbox, type IntakeSandboxOptions } from './intake-sandbox.js';
export type { ChildLimits } from './launch-child.js';
export { LimitedChild } from './limited-child.js';
export { serveTasks } from './serve-tasks.js';
export type { TaskTime } from './task-time.js';
