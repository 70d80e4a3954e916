export { VerifyDesk } from './verify-desk.js';
