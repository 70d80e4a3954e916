export const auditorEvents = {};
