// Everyday words that mean about the same to somebody who searches. They belong to English, not to the
// field: a word of the field stands in the glossary, where its meaning is shown.

(() => {
  const { stem } = kbSearch;
  const GROUPS = `
    angry hostile aggressive shouting threatening abusive furious
    refuse decline deny
    ring phone call telephone contact
    number contact telephone
    tell report inform say
    secret confidential promise private
    agree permission consent allowed
    write record note document log
    save store file keep
    print paper printable
    template form proforma blank
    example sample invented
    checklist list questions
    ask question
    talk speak conversation chat discuss
    listen hear heard
    teacher school classroom education
    nursery preschool childminder playgroup
    school lesson class classroom
    house home flat property accommodation dwelling
    bedroom room bed
    dirty filthy grubby unclean unwashed mucky
    smell stink odour reek
    clothes clothing uniform coat shoes
    wash bath shower hygiene clean
    hungry starving hunger underfed
    food meal eat dinner breakfast lunch feed
    fridge cupboard food
    drunk drinking alcohol booze drink
    drugs cannabis heroin cocaine substance
    sad unhappy miserable low depressed
    scared frightened afraid fear
    worried concerned anxious worry concern
    hit hurt slap punch violent violence
    injury bruise mark wound
    danger unsafe risk dangerous
    accident injury burn scald fall
    alone unsupervised unattended
    baby infant newborn
    toddler preschooler
    teenager adolescent teen youth
    sibling brother sister
    grandmother grandparent nan gran granny grandma
    relative kin kinship extended
    neighbour community
    boyfriend partner stepfather
    doctor gp surgery
    dentist teeth dental
    nurse hospital clinic
    medicine medication tablets inhaler prescription
    ill sick poorly unwell
    appointment clinic visit
    miss absent missed
    immunise vaccinate jab injection
    weight thin skinny underweight
    overweight fat obese
    money cash income debt benefits
    poor skint broke poverty
    cold heating warm freezing
    mould damp mildew
    rubbish clutter junk litter
    rat mouse vermin infestation flea
    dog pet animal cat
    homeless eviction housing
    translate interpret language
    culture cultural ethnicity race religion faith
    racist racism prejudice
    disabled disability impairment
    lockdown pandemic covid coronavirus
    law legal statute act
    crime criminal offence prosecute
    court judge legal
    police officer
    manager supervisor
    worker practitioner professional colleague
    agency together joint
    disagree dispute differ
    share pass disclose
    close end closure ending
    early soon premature
    repeat redo again
    stuck drift circles
    change improve better
    last lasting sustained
    serious severe grave
    common frequent widespread prevalence
    effect impact damage consequence
    brain development
    sleep asleep tired
    cry crying
    play toy
    friend friendship peer
    ignore overlook miss
    love affection warmth attachment
    blame shame stigma
    upset distress overwhelmed
    tired exhausted burnout
    help support
    meaning definition mean define
    start begin opening
    visit call
    mother father parent carer
    mistake wrong error
    old outdated
    phone screen mobile
    nappy diaper
    turn-up show-up come attend arrive
    bedwetting wet-bed
    find-out learn
    get-rid remove
    look-after care
    give-up stop
    cope manage
    fall-out argue quarrel
    bring-up raise
    put-off delay
    carry-on continue
    kick-off angry hostile
    lie untrue dishonest
    grow-up childhood
    old-enough age
    too-many many
  `;
  const near = new Map();
  for (const line of GROUPS.trim().split("\n")) {
    const ways = line.trim().split(/\s+/).map((way) => way.split("-").map(stem));
    for (const way of ways) {
      const others = ways.filter((other) => other.join() !== way.join());
      near.set(way.join(" "), [...(near.get(way.join(" ")) ?? []), ...others]);
    }
  }

  // Words that mean about the same as those whose stems are given: each a list of stems.
  const nearTo = (stems) => near.get(stems.join(" ")) ?? [];

  // Words that most sentences hold, whatever they ask: they count, but little.
  const LIGHT = new Set(`
    actually again all already also always another answer anything anyone back bad become best better bit both bring
    case come day different difference even ever every everyone everything exactly expect feel find first good great happen
    happened happens help helps important instead into just keep kind know last let like little long look lot made make
    making many matter mean means much need needed needs never new next nothing now number often old one only other
    others people person place point put quite rather really right same see seem seems something sometimes soon sort
    still stuff sure take taking talk tell tells thing things think thought time times today toward try trying turn turned
    two type understand use used using want wants way well went without work worker working worry worse wrong yes yet
    child children family families get gets getting goes going say says said
  `.trim().split(/\s+/).map(stem));
  const isLight = (one) => LIGHT.has(one);

  Object.assign(kbSearch, { nearTo, isLight });
})();
