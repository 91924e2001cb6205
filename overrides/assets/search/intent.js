// What kind of answer a question wants: a number to ring, a form, or what to do.

(() => {
  const WANTS = {
    number: /\b(?:who (?:do|can|should|must|shall|to|would) .*(?:ring|call|phone|tell|contact|report|refer|speak)|(?:ring|phone|call|contact|telephone) (?:who|whom|number)|numbers?(?: for| to|$)|phone numbers?|contact details|where (?:do|can|should) .*(?:report|refer))\b/i,
    paper: /\b(?:template|pro ?forma|blank|forms?|printable|print|pdf|word (?:copy|doc|document|version)|worksheet|download)\b/i,
    action: /\b(?:what (?:do|can|should|must|shall|now|next|to do|if)|should (?:i|we)|(?:when|who) (?:do|to|should)|how (?:do|can|should|could|would|to|often|did)|can (?:i|we|you)|do (?:i|we) (?:need|have)|am i)\b/i,
  };

  // The kinds of answer that `text` wants, by name.
  const wantsOf = (text) => new Set(Object.keys(WANTS).filter((name) => WANTS[name].test(text)));

  Object.assign(kbSearch, { wantsOf });
})();
