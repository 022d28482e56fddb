// A page that stands alone: what is done with it stays in the browser until it is saved, see `desk.js`.
const desk = null;
