export const forgettingEvents = {};
