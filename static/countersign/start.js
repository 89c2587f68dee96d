// Starts the GOV.UK Frontend components of a page that has just been read.
// No behaviour of our own lives here.
window.GOVUKFrontend.initAll();
