export { LogError, type LogErrorCode } from '../log-error.js';
