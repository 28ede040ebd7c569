export { jobs, work, collected } from "./work.js";
export { calibrationPage, withShortTable } from "./page.js";
