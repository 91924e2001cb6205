// What kind of answer a question wants: a meaning, a number to ring, a form, or what to do.

(() => {
  const WANTS = {
    meaning: /\b(?:what (?:is|are|was) (?:an? |the )?(?!(?:law|number|age|time)\b)|what'?s an? |what (?:does|do) .+ (?:mean|stand for)|meaning of|definition|define|mean(?:s|ing)?$)/i,
    number: /\b(?:who (?:do|can|should|must|shall|to|would) .*(?:ring|call|phone|tell|contact|report|refer|speak)|(?:ring|phone|call|contact|telephone) (?:who|whom|number)|numbers?(?: for| to|$)|phone numbers?|contact details|where (?:do|can|should) .*(?:report|refer))\b/i,
    paper: /\b(?:template|pro ?forma|blank|form|forms|printable|print|pdf|word (?:copy|doc|document|version)|worksheet|download)\b/i,
    action: /\b(?:what (?:do|can|should|must|shall|now|next|to do|if)|should (?:i|we)|(?:when|who) (?:do|to|should)|how (?:do|can|should|could|would|to|often|did)|can (?:i|we|you)|do (?:i|we) (?:need|have)|am i)\b/i,
  };
  const ASKING = /^(?:who|whom|whose|what|what's|when|where|which|why|how|can|could|do|does|did|is|are|am|was|were|has|have|should|shall|will|would|must|may)\b|\?\s*$/i;

  // The kinds of answer that `text` wants, by name, and whether it is a question at all.
  function intentOf(text) {
    const wanted = Object.entries(WANTS).filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
    return { wants: new Set(wanted), asks: ASKING.test(text.trim()) };
  }

  Object.assign(kbSearch, { intentOf });
})();
