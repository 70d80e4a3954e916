export const logEvents = {};
