package attune.house;

import java.util.List;

/// All house rules in the order of ARCHITECTURE.md, and the exemptions granted so far.
final class HouseRules {
    private HouseRules() {}

    static final List<HouseRule> ALL = List.of(
            new HouseRule(
                    "floors",
                    "A module names only modules that the table in ARCHITECTURE.md allows, so a wing can be replaced.",
                    WallRules::floors),
            new HouseRule(
                    "no circles",
                    "Packages of a module that need each other are one package, and cannot be understood alone.",
                    WallRules::circles),
            new HouseRule(
                    "doors",
                    "Of a wing, others see its root class, stage and api; all else may change without asking.",
                    WallRules::doors),
            new HouseRule(
                    "pure functions",
                    "Algorithms and statistics that read nothing but their arguments can be tested and trusted.",
                    PurityRules::pureFunctions),
            new HouseRule(
                    "nouns",
                    "The model names things. Behaviour there would be shared by everybody and owned by nobody.",
                    PurityRules::nouns),
            new HouseRule(
                    "pure stages",
                    "Filters, scorers and selectors that cannot wait cannot fail, and can be replayed from a trace.",
                    PurityRules::pureStages),
            new HouseRule(
                    "one keeper per library",
                    "A library that one package knows can be replaced in one package.",
                    LibraryRules::keepers),
            new HouseRule(
                    "web at the door",
                    "A wing speaks HTTP in its api package only, so its thinking can be called without a server.",
                    LibraryRules::webAtTheDoor),
            new HouseRule(
                    "no ambient input",
                    "Time, chance and environment that are handed in can be repeated in a test and in a replay.",
                    AmbientRules::ambientInput),
            new HouseRule(
                    "no static mutable state",
                    "Two communities live in one process; what is static, they would share.",
                    AmbientRules::staticState),
            new HouseRule(
                    "forgettable and disclosing",
                    "What is remembered about a member can be said and can be forgotten, or it must not be remembered.",
                    MemoryRules::forgettable),
            new HouseRule(
                    "grants from one issuer",
                    "Who can make a grant can read anything; so one class can, and it asks the consents.",
                    MemoryRules::grants),
            new HouseRule(
                    "every package says what it is for",
                    "A newcomer reads one sentence on what belongs here and one on what does not; null is marked.",
                    NameRules::packageInfo),
            new HouseRule(
                    "find the noun",
                    "A name such as helper says that nobody knew what the thing is.",
                    NameRules::nouns));

    /// Each line here costs a sentence; the test fails when a line is no longer needed.
    static final List<HouseRule.Exemption> EXEMPTIONS = List.of(
            new HouseRule.Exemption(
                    "nouns",
                    "attune.model.event.Acts ",
                    "The acts every community starts with: constants of a table that stays open, so not an enum."),
            new HouseRule.Exemption(
                    "nouns",
                    "attune.model.policy.Seal ",
                    "A capability is known by identity; a record would make two seals equal (decision 0013)."),
            new HouseRule.Exemption(
                    "nouns",
                    "attune.model.policy.Grant ",
                    "A record would publish its seal through an accessor (decision 0013)."),
            new HouseRule.Exemption(
                    "forgettable and disclosing",
                    "attune.store.projection.Languages has",
                    "Numbers for language tags: nothing of a member is in it."),
            new HouseRule.Exemption(
                    "forgettable and disclosing",
                    "attune.store.projection.ActTable has",
                    "The community's table of acts: nothing of a member is in it."));
}
