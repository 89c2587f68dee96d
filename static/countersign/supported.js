// Tells the style sheet that scripts run, before the page is painted.
// No component is started here.
document.body.className +=
  " js-enabled" +
  ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");
